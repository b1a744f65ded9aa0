export { GO_ENVIRONMENT_FILE } from "./changes.js";
export { copyInto, type CopyOptions, type CopyOutcome } from "./copy-into.js";
export { expand, hasWildcard, matches } from "./glob.js";
export { REPOSITORY_MOUNT } from "./repository-mount.js";
export { StageFiles } from "./stage-files.js";
export { StageView, type ArtifactView, type LinkedView } from "./stage-view.js";
export type { DirectoryList, FileFact, FileView, FileWatch } from "./view.js";
export { contextFiles, EMPTY_FILES, isNobodysFile, repositoryFiles, unknownFiles, type ContextFilter } from "./views.js";
export { addUnknownUsers, addUser, PASSWD, passwdLine, usersOf, type UserEntry, type UserList } from "./passwd.js";
