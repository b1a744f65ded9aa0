/** Build tools whose files are not read: Go builds may hide in them, and they may write anywhere. */
import type { Driver } from "../machine.js";
import { mayHideBuild } from "../may-hide-build.js";
import { programName } from "./arguments.js";

export const otherBuilderDriver: Driver = {
  names: (
    "mage bazel bazelisk buck buck2 please plz pants earthly dagger nix nix-build nix-shell meson scons waf rake gradle gradlew mvn mvnw ant " +
    "gox xgo tinygo gomobile garble gotip packr packr2 fyne wails fyne-cross depot act tilt skaffold"
  ).split(" "),
  run(call, machine) {
    const name = programName(call);
    const text = `\`${name}\` is not understood`;
    machine.record(mayHideBuild(text, name, call));
    machine.files.disturb("/", text, call.at);
    return machine.unknownOutput(call, `output of \`${name}\``);
  },
};

/** Generators of sources: they write below the directory in which they run, and build nothing. */
export const generatorDriver: Driver = {
  names: "protoc protoc-gen-go buf mockgen mockery moq swag sqlc templ wire stringer ent gqlgen oapi-codegen controller-gen go-bindata go-bindata-assetfs statik esc rice pkger easyjson ffjson msgp patch dos2unix unix2dos prettier".split(" "),
  run(call, machine) {
    machine.files.disturb(call.directory ?? "/", `\`${programName(call)}\` may write any file there`, call.at);
    return machine.unknownOutput(call, `output of \`${programName(call)}\``);
  },
};
