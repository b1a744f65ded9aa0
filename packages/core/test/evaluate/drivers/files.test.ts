import { describe, expect, it } from "vitest";
import { usersOf } from "../../../src/evaluate/files/index.js";
import { literal, literalOf, print } from "../../../src/text/index.js";
import { TestMachine, UNKNOWN } from "./machine.js";

const machineWith = (...paths: readonly string[]): TestMachine => {
  const machine = new TestMachine();
  for (const path of paths) machine.write(path, `text of ${path}`, path.startsWith("/out") ? ["b1"] : []);
  return machine;
};

describe("cp and mv", () => {
  it.each([
    ["cp /out/app /app", ["/app", "/out/app"]],
    ["cp -a /out/app /work/", ["/out/app", "/work/app"]],
    ["cp -r /out /new", ["/new/app", "/out/app"]],
    ["cp -r /out/. /new", ["/new/app", "/out/app"]],
    ["cp -r /out /out2/", ["/out/app", "/out2/app"]],
    ["mv /out/app ./server", ["/work/server"]],
    ["mv /out /bin", ["/bin/app"]],
    ["cp -t /opt /out/app", ["/opt/app", "/out/app"]],
    ["cp /out/* /opt/", ["/opt/app", "/out/app"]],
    ["install -D -m 755 /out/app /usr/local/bin/app", ["/out/app", "/usr/local/bin/app"]],
    ["install -m 755 -t /usr/bin /out/app", ["/out/app", "/usr/bin/app"]],
    ["ln /out/app /app", ["/app", "/out/app"]],
    ["ln -s /out/app /app", ["/app", "/out/app"]],
    ["ln -sf /out/app", ["/out/app", "/work/app"]],
    ["rm -f /out/app", []],
    ["rm -rf /out/*", []],
    ["chmod +x /out/app", ["/out/app"]],
    ["strip -s /out/app", ["/out/app"]],
    ["upx --best /out/app", ["/out/app"]],
  ])("%s", (command, files) => {
    const machine = machineWith("/out/app");
    machine.files.makeDirectory("/work", "must");
    machine.command(command);
    expect(machine.tree()).toEqual(files);
    for (const path of files) expect(machine.files.stat(path)).toMatchObject({ kind: "file", artifacts: ["b1"] });
  });

  it("into a directory that is there: the directory itself", () => {
    const machine = machineWith("/out/app", "/opt/x");
    machine.command("cp -r /out /opt");
    expect(machine.tree()).toEqual(["/opt/out/app", "/opt/x", "/out/app"]);
  });

  it("-n may leave what is there", () => {
    const machine = machineWith("/out/app", "/app");
    machine.command("cp -n /out/app /app");
    expect(machine.files.stat("/app")).toMatchObject({ kind: "file", artifacts: ["b1"], content: null });
  });

  it("to a path that is not known opens the part that is", () => {
    const machine = machineWith("/out/app");
    machine.command(["cp", "/out/app", { pieces: [...literal("/dist/").pieces, ...UNKNOWN.pieces] }]);
    expect(machine.files.stat("/dist/x").kind).toBe("unknown");
    expect(machine.files.stat("/etc/x").kind).toBe("absent");
  });

  it("of a file that is not known opens the destination", () => {
    const machine = machineWith("/out/app");
    machine.command(["cp", UNKNOWN, "/dist/app"]);
    expect(machine.files.stat("/dist/app").kind).toBe("unknown");
    expect(machine.files.stat("/dist/other").kind).toBe("absent");
  });

  it("ln -sfn replaces a link to a directory", () => {
    const machine = machineWith("/v1/a", "/v2/b");
    machine.command("ln -s /v1 /current");
    machine.command("ln -sfn /v2 /current");
    expect(machine.files.stat("/current/b").kind).toBe("file");
    expect(machine.files.stat("/v1/v2").kind).toBe("absent");
  });
});

describe("files that come and go", () => {
  it("touch makes an empty file and leaves others", () => {
    const machine = machineWith("/a");
    machine.command("touch /a /b");
    expect(machine.files.read("/a")).toEqual({ text: "text of /a", source: null });
    expect(machine.files.read("/b")).toEqual({ text: "", source: null });
  });

  it("archives open their target directory only", () => {
    for (const command of ["tar -xzf /x.tgz -C /opt", "tar xzf x.tgz -C /opt", "unzip -q x.zip -d /opt", "tar -C /opt --strip-components=1 -xf x.tar"]) {
      const machine = new TestMachine();
      machine.command(command);
      expect([command, machine.files.stat("/opt/x").kind, machine.files.stat("/usr/x").kind]).toEqual([command, "unknown", "absent"]);
    }
  });

  it("tar czf writes the archive", () => {
    const machine = machineWith("/out/app");
    machine.command("tar czf /dist/app.tgz -C /out app");
    machine.command("tar -cf /dist/app.tar /out");
    expect(machine.tree("/dist")).toEqual(["/dist/app.tar", "/dist/app.tgz"]);
  });

  it.each([
    ["curl -fsSLo /usr/bin/tini https://example.org/tini", "/usr/bin/tini"],
    ["curl -sSL -o go.tgz https://go.dev/dl/go1.22.tgz", "/work/go.tgz"],
    ["curl -LO https://example.org/a/tool.tgz?x=1", "/work/tool.tgz"],
    ["wget -q https://example.org/tool", "/work/tool"],
    ["wget -qO /bin/dumb-init https://example.org/x", "/bin/dumb-init"],
    ["wget -P /tmp https://example.org/y", "/tmp/y"],
  ])("%s", (command, path) => {
    const machine = new TestMachine();
    machine.command(command);
    expect(machine.tree()).toEqual([path]);
    expect(machine.files.stat(path)).toMatchObject({ kind: "file", content: null });
  });

  it("a download to standard output is text that is not known", () => {
    const machine = new TestMachine();
    expect(print(machine.command("curl -sSL https://example.org/install.sh").output)).toBe("<output of `curl -sSL …`>");
    expect(print(machine.command("wget -qO- https://example.org/install.sh").output)).toBe("<output of `wget -qO- …`>");
    expect(machine.tree()).toEqual([]);
  });

  it("sed -i leaves a text that is not known", () => {
    const machine = machineWith("/work/a.go", "/work/b.go");
    machine.command("sed -i s/a/b/ a.go");
    expect(machine.files.read("/work/a.go")).toHaveProperty("unknown");
    expect(machine.files.read("/work/b.go")).toEqual({ text: "text of /work/b.go", source: null });
    machine.command("sed s/a/b/ b.go");
    expect(machine.files.read("/work/b.go")).toEqual({ text: "text of /work/b.go", source: null });
  });

  it("update-ca-certificates writes the bundle", () => {
    const machine = new TestMachine();
    machine.command("update-ca-certificates");
    expect(machine.tree()).toEqual(["/etc/ssl/certs/ca-certificates.crt"]);
  });

  it("git clone opens its directory", () => {
    const machine = new TestMachine({ stat: () => ({ kind: "absent" }), list: () => ({ names: [], complete: true }), read: () => null });
    machine.write("/usr/bin/git", "");
    machine.command("git clone --depth 1 -b v1 https://github.com/x/tool.git");
    machine.command("git -C /src clone https://github.com/x/other");
    expect(machine.files.stat("/work/tool/main.go").kind).toBe("unknown");
    expect(machine.files.stat("/src/other/main.go").kind).toBe("unknown");
    expect(machine.files.stat("/work/x").kind).toBe("absent");
  });
});

describe("users", () => {
  it.each([
    ["adduser -D -H -u 10001 app", { name: "app", uid: 10001 }],
    ["adduser --disabled-password --gecos  --home /nonexistent --shell /sbin/nologin --no-create-home --uid 10001 appuser".replace("--gecos  ", "--gecos x "), { name: "appuser", uid: 10001 }],
    ["adduser -S -G app app", { name: "app", uid: null }],
    ["useradd -r -u 999 -g app app", { name: "app", uid: 999 }],
    ["useradd --uid=65532 --no-create-home nonroot", { name: "nonroot", uid: 65532 }],
  ])("%s", (command, user) => {
    const machine = new TestMachine();
    machine.write("/etc/passwd", "root:x:0:0:root:/root:/bin/sh\n");
    machine.command(command);
    expect(usersOf(machine.files)).toEqual({ users: [{ name: "root", uid: 0 }, user], complete: true });
  });

  it("`adduser user group` adds no user, groups neither", () => {
    const machine = new TestMachine();
    machine.write("/etc/passwd", "root:x:0:0::/root:/bin/sh\n");
    machine.command("adduser root docker");
    machine.command("addgroup -g 1000 app");
    machine.command("groupadd -r app");
    expect(usersOf(machine.files)).toEqual({ users: [{ name: "root", uid: 0 }], complete: true });
  });

  it("a home directory is made, but not by useradd without -m", () => {
    const machine = new TestMachine();
    machine.command("adduser -D app");
    machine.command("useradd other");
    machine.command("useradd -m -d /srv/third third");
    expect(machine.files.stat("/home/app").kind).toBe("directory");
    expect(machine.files.stat("/home/other").kind).toBe("absent");
    expect(machine.files.stat("/srv/third").kind).toBe("directory");
  });
});

describe("output", () => {
  const output = (command: Parameters<TestMachine["command"]>[0], machine = machineWith("/work/VERSION"), input = null as ReturnType<typeof literal> | null): string =>
    print(machine.command(command, { input }).output);

  it.each([
    ["cat VERSION", "text of /work/VERSION"],
    ["uname -m", "x86_64\n"],
    ["uname -s", "Linux\n"],
    ["uname", "Linux\n"],
    ["arch", "x86_64\n"],
    ["dpkg --print-architecture", "amd64\n"],
    ["apk --print-arch", "x86_64\n"],
    ["basename /a/b.sh .sh", "b\n"],
    ["dirname /a/b/", "/a\n"],
    ["dirname b", ".\n"],
    ["realpath VERSION", "/work/VERSION\n"],
    ["echo -n a b", "a b"],
    ["date +%Y-%m-%d", "<output of `date +%Y-%m-%d`>\n"],
    ["git describe --tags --always", ""],
    ["nproc", "<output of `nproc`>\n"],
  ])("%s", (command, text) => {
    expect(output(command)).toBe(text);
  });

  it("cat without operands is its input", () => {
    expect(output("cat", undefined, literal("here"))).toBe("here");
    expect(output("tee /work/copy", undefined, literal("here"))).toBe("here");
  });

  it("names of architectures", () => {
    const on = (arch: string): readonly (string | null)[] => ["uname -m", "dpkg --print-architecture", "apk --print-arch"].map((command) => literalOf(new TestMachine(undefined, arch).command(command).output)?.trim() ?? null);
    expect(on("arm64")).toEqual(["aarch64", "arm64", "aarch64"]);
    expect(on("arm")).toEqual(["armv7l", "armhf", "armv7"]);
    expect(on("386")).toEqual(["i686", "i386", "x86"]);
    expect(on("ppc64le")).toEqual(["ppc64le", "ppc64el", "ppc64le"]);
  });

  it("a date without blanks is one word, and git's answers may be empty", () => {
    const shape = (command: string, machine = new TestMachine()): unknown => {
      const [piece] = machine.command(command).output.pieces;
      return piece?.kind === "unknown" ? piece.shape : null;
    };
    expect(shape("date -u +%FT%TZ")).toEqual({ mayBeEmpty: false, mayHaveBlanks: false });
    expect(shape("date")).toEqual({ mayBeEmpty: false, mayHaveBlanks: true });
    const withGit = new TestMachine();
    withGit.write("/usr/bin/git", "");
    withGit.write("/work/.git/HEAD", "");
    withGit.write("/x/.git/HEAD", "");
    expect(shape("git log -1 --format=%h", withGit)).toEqual({ mayBeEmpty: true, mayHaveBlanks: false });
    expect(shape("git log -1 --format=%s", withGit)).toEqual({ mayBeEmpty: true, mayHaveBlanks: true });
    expect(shape("git -C /x rev-parse --short HEAD", withGit)).toEqual({ mayBeEmpty: true, mayHaveBlanks: false });
  });

  it("git fails where it is not installed, and may work where a package may have brought it", () => {
    const machine = new TestMachine();
    expect(machine.command("git rev-parse HEAD").status).toBe("failure");
    machine.write("/work/.git/HEAD", "");
    machine.command("apk add some-sdk");
    expect(machine.command("git rev-parse HEAD").status).toBe("unknown");
  });

  it("git has no answer where there is no repository, and the reason is noted at the command", () => {
    const machine = new TestMachine();
    machine.write("/usr/bin/git", "");
    machine.write("/src/.git", "gitdir: elsewhere");
    const answers = ["git rev-parse HEAD", "git version", "git -C /src rev-parse HEAD", "git --git-dir=/x rev-parse HEAD"].map((command) => machine.command(command).status);
    expect(answers).toEqual(["failure", "unknown", "unknown", "unknown"]);
    expect([0, 1, 2, 3].map((start) => machine.emptyReferences.startingAt("Dockerfile", start)?.cause)).toEqual([{ kind: "command", why: "no repository" }, undefined, undefined, undefined]);
  });
});

describe("programs that start others", () => {
  it("xargs and find -exec start them, perhaps", () => {
    const machine = machineWith("/work/a.so", "/out/app");
    machine.command("find /out -type f -exec strip {} ;");
    machine.command("xargs -n 1 rm -f");
    expect(machine.started).toEqual(["find /out -type f -exec strip {} ;", "strip …", "xargs -n 1 rm -f", "rm -f …"]);
    expect(machine.tree()).toEqual(["/out/app", "/work/a.so"]);
  });

  it("other build tools may build Go programs anywhere", () => {
    const machine = new TestMachine();
    machine.command("mage build");
    expect(machine.effects).toEqual([expect.objectContaining({ kind: "not-understood", driver: "mage", mayBuildGo: true })]);
    expect(machine.files.stat("/work/app").kind).toBe("unknown");
  });
});
