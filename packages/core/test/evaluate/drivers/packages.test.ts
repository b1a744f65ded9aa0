import { describe, expect, it } from "vitest";
import { GAP, TestMachine, UNKNOWN } from "./machine.js";

const after = (...commands: readonly (string | Parameters<TestMachine["command"]>[0])[]): string => {
  const machine = new TestMachine();
  for (const command of commands) machine.command(command);
  return machine.installed;
};

describe("apt", () => {
  it.each([
    ["apt-get install -y --no-install-recommends git=1:2.39 curl/bookworm libssl3:arm64", "+git +curl +libssl3"],
    ["apt-get -y install gcc", "+gcc +libc6-dev"],
    ["apt-get -y --no-install-recommends install gcc", "+gcc"],
    ["apt-get install -y -o APT::Install-Recommends=false gcc", "+gcc"],
    ["apt install -qq -t bookworm-backports golang-1.22", "+golang-1.22"],
    ["apt-get update", ""],
    ["apt-get install -y libstdc++6 g++", "+libstdc++6 +g++"],
    ["apt-get install -y git nano-", "+git -nano"],
    ["apt-get purge -y --auto-remove gcc", "-gcc"],
    ["apt-get install -y ./tool.deb", "?"],
    ["apt-get install -y https://example.org/tool.deb git", "+git ?"],
    ["apt-get install -y python3.*-dev", "?"],
    ["apt-get -d install git", ""],
    ["apt-get build-dep -y foo", "?"],
    ["apt-get dist-upgrade -y", ""],
    ["dpkg -i tool.deb", "?"],
    ["dpkg -r git", "-git"],
  ])("%s", (command, packages) => {
    expect(after(command)).toBe(packages);
  });

  it("words that are not known leave the list open", () => {
    expect(after(["apt-get", "install", "-y", "git", UNKNOWN])).toBe("+git ?");
    expect(after(["apt-get", "install", "-y", GAP])).toBe("?");
    expect(after(["apt-get", GAP])).toBe("?");
  });
});

describe("apk", () => {
  it.each([
    ["apk add --no-cache git=2.43.0-r0 make gcc~=13 musl-dev>1.2 bash@edge", "+git +make +gcc +musl-dev +bash"],
    ["apk --no-cache --update add ca-certificates tzdata", "+ca-certificates +tzdata"],
    ["apk add --no-cache -X http://dl/edge/testing upx", "+upx"],
    ["apk add -U --repository=http://dl/edge/main gcc", "+gcc"],
    ["apk add ./foo.apk", "?"],
    ["apk add git !nano", "+git -nano"],
    ["apk upgrade", ""],
    ["apk del git", "-git"],
    ["apk add --root /rootfs --initdb musl", ""],
  ])("%s", (command, packages) => {
    expect(after(command)).toBe(packages);
  });

  it("a virtual package takes its members with it", () => {
    expect(after("apk add --no-cache --virtual .deps gcc musl-dev", "apk add git", "apk del .deps")).toBe("+virtual:.deps +gcc +musl-dev +git -virtual:.deps -gcc -musl-dev");
  });

  it("but not those that are wanted for themselves", () => {
    expect(after("apk add git", "apk add -t build-deps git gcc", "apk del build-deps")).toBe("+git +virtual:build-deps +git +gcc -virtual:build-deps -gcc");
  });

  it("into another root leaves the system alone and opens the root", () => {
    const machine = new TestMachine();
    machine.command("apk add --root /rootfs --initdb musl");
    expect(machine.files.stat("/rootfs/lib/ld-musl-x86_64.so.1").kind).toBe("unknown");
    expect(machine.files.stat("/lib/ld-musl-x86_64.so.1").kind).toBe("absent");
  });
});

describe("the rpm family", () => {
  it.each([
    ["dnf install -y gcc.x86_64 git-core make-4.3-7.el9 java-11-openjdk", "+gcc +git-core +make +java-11-openjdk"],
    ["microdnf install --nodocs --setopt=install_weak_deps=0 tzdata ca-certificates", "+tzdata +ca-certificates"],
    ["yum -y install https://example.org/epel.rpm", "?"],
    ["yum -y groupinstall Development", "?"],
    ["dnf -y --setopt tsflags=nodocs install glibc-devel", "+glibc-devel"],
    ["dnf --installroot /rootfs install -y glibc", ""],
    ["dnf remove -y gcc", "-gcc"],
    ["dnf clean all", ""],
    ["dnf install -y @development-tools", "?"],
    ["tdnf install -y ca-certificates", "+ca-certificates"],
    ["zypper --non-interactive install --no-recommends gcc go1.22", "+gcc +go1.22"],
    ["zypper rm -y gcc", "-gcc"],
    ["rpm -Uvh foo.rpm", "?"],
    ["rpm -e foo", "-foo"],
    ["rpm -q foo", ""],
  ])("%s", (command, packages) => {
    expect(after(command)).toBe(packages);
  });
});

it.each([
  ["pacman -Syu --noconfirm git extra/go gcc>=13", "+git +go +gcc"],
  ["pacman -Sy", ""],
  ["pacman -Scc --noconfirm", ""],
  ["pacman -U https://x/foo.pkg.tar.zst", "?"],
  ["pacman -Rns git", "-git"],
])("%s", (command, packages) => {
  expect(after(command)).toBe(packages);
});
