/**
 * Where the repository is on a build machine that is not described by a Dockerfile (a person's, or CI's). The real directory is not known and
 * does not matter; a constant keeps paths literal. Messages show it as the repository's root. It has no character that a shell, make or CMake
 * takes for anything but part of a word: `cd $(CURDIR) && go build` gives it to a shell.
 */
export const REPOSITORY_MOUNT = "/‹repository›";
