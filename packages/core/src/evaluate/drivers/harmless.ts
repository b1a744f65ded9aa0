/** Programs that change nothing that matters to Go binaries and the images that ship them. */
import type { Driver } from "../machine.js";
import { commandText } from "./arguments.js";

export const harmlessDriver: Driver = {
  names: (
    "ls ll dir vdir sleep usleep sync ps df du free stat file readelf objdump nm size ldd tree top uptime vmstat lsof lscpu lsblk env-update locale locale-gen localedef update-locale " +
    "dpkg-reconfigure debconf-set-selections apt-key apt-mark apt-cache apt-config add-apt-repository rpmkeys rpm-ostree update-rc.d systemctl service journalctl invoke-rc.d crontab " +
    "gpg gpg2 gpgconf dirmngr gpgv ssh-keyscan ssh-keygen ssh ping nc ncat telnet nslookup dig host ip ifconfig route iptables sysctl ulimit printenv set-alternatives stty clear reset tput kill pkill killall wait renice " +
    "golangci-lint staticcheck govulncheck gosec gofmt gofumpt goimports golint revive errcheck shellcheck hadolint yamllint trivy grype cosign codecov gotestsum gocov go-junit-report actionlint markdownlint ineffassign misspell"
  ).split(" "),
  run(call, machine) {
    return machine.unknownOutput(call, `output of \`${commandText(call)}\``);
  },
};
