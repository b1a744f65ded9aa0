/** What each plugin's no-unknown-build says of the files that are its own. */
export const UNKNOWN_BUILD_MESSAGES = {
  build: "This is not understood: {{reason}}. It may build what ships, or change it, and that is not checked. Write the commands where they can be read.",
  image: "This image is not known: {{reason}}. What ships in it is not checked.",
  program: "What the image starts is not understood: {{reason}}. It is not checked. Build it with commands that can be read.",
  module: "The sources of {{module}} are not here, so how {{programs}} is linked is not known, and not checked. Vendor the modules, or lint where the module cache has them (go mod download).",
} as const;
