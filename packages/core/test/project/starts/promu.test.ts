import { expect, it } from "vitest";
import { project, shipped } from "../support.js";

it("an image ships what promu builds for its platform", () => {
  const { shipments, entries } = project({
    Dockerfile: 'ARG ARCH="amd64"\nARG OS="linux"\nFROM scratch\nARG ARCH="amd64"\nARG OS="linux"\nCOPY .build/${OS}-${ARCH}/app /bin/app\nENTRYPOINT ["/bin/app"]\n',
    ".promu.yml": "repository: { path: example.com/app }\nbuild:\n  binaries: [{ name: app }]\n",
  });
  expect(shipments.map(shipped)).toEqual(["/bin/app static in scratch"]);
  expect(entries.map(({ id, kind }) => `${kind} ${id}`)).toContain("promu .promu.yml");
});
