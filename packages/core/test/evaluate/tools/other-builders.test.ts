import { expect, it } from "vitest";
import { run } from "./support.js";

it.each(["mage build", "gox -osarch=linux/amd64 ./...", "garble build .", "tinygo build -o app .", "xgo ."])("`%s` may build, and is said by name", (command) => {
  const [name = ""] = command.split(" ");
  const { go, notUnderstood } = run({ "magefile.go": "" }, command);
  expect(go).toEqual([]);
  expect(notUnderstood).toEqual([`${name}: \`${name}\` is not understood`]);
});
