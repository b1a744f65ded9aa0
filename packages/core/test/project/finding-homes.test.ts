import { expect, it } from "vitest";
import { project } from "./support.js";

it("a finding knows the files that have to do with it, nearest first", () => {
  const own = project({
    Dockerfile: 'FROM scratch\nCOPY app /\nENTRYPOINT ["/app"]\n',
    ".goreleaser.yml": "builds:\n  - targets: [linux_amd64]\n    ldflags: -X main.versoin=1\ndockers: [{}]\n",
    "sub/go.mod": "module example.com/sub\n",
  });
  expect(own.findings.map((finding) => [finding.at.file, own.homesOf(finding)])).toEqual([[".goreleaser.yml", ["go.mod"]]]);
});
