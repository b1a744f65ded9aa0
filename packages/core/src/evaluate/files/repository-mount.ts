/**
 * Where the repository is on a build machine that is not described by a Dockerfile (a person's, or CI's). The real directory is not known and
 * does not matter; a constant keeps paths literal. Messages show it as the repository's root.
 */
export const REPOSITORY_MOUNT = "/<repository>";
