import { REPOSITORY_MOUNT } from "../../evaluate/files/index.js";
import { shellOf } from "../../evaluate/index.js";
import { literal } from "../../text/index.js";
import { basename, join } from "../../workspace/index.js";
import { startEntry, type Start, type StartFinder } from "./model.js";

/** Text of a script that may build a program or an image. */
const BUILDS = /\bgo["']?\s+(?:build|install)\b|\b(?:docker|podman|nerdctl)["']?\s+(?:build|buildx|image|compose)\b|\bbuildah["']?\s+(?:bud|build)\b|\bdocker-compose\b|\bgoreleaser\b|\bko\s+(?:build|publish|resolve|apply|create)\b/;

/** Names and places of scripts that build nothing that ships. */
const NOT_A_BUILD = /(?:^|[\/._-])(?:tests?|e2e|examples?|samples?|lint|clean|bench(?:mark)?s?|fuzz|docs?|website|install|uninstall|entrypoint)(?:[\/._-]|$)/i;

/** Each script is a run of its own. */
const MAX_SCRIPTS = 40;

/** The scripts of a repository that nobody calls and that may build something, each with arguments that are not known, in the root of the repository. */
export const findScriptStarts: StartFinder = ({ files, workspace, platform }) =>
  files.scripts
    .filter((file) => !NOT_A_BUILD.test(file))
    .flatMap((file): readonly Start[] => {
      const content = workspace.read(file);
      if (content.kind !== "text" || !BUILDS.test(content.text)) return [];
      const { text } = content;
      const at = { file, start: 0, end: 0 };
      return [
        {
          file,
          onlyIfUncalled: true,
          entry: startEntry({ id: file, kind: "script", context: "", platform }),
          run(machine, environment) {
            machine.runShell({
              script: literal(text, { file, start: 0, end: text.length }),
              ...(shellOf(text, machine.shell) ?? { dialect: machine.shell }),
              environment,
              directory: REPOSITORY_MOUNT,
              positional: [literal(join(REPOSITORY_MOUNT, file))],
              morePositional: { code: "caller", text: `the arguments of ${basename(file)}`, at: null },
              chain: [{ fact: "", text: file, at }],
              certainty: "must",
            });
          },
        },
      ];
    })
    .slice(0, MAX_SCRIPTS);
