/** A command of a task or script that builds programs or images. */
export const COMMAND_BUILDS = /\bgo\s+(?:build|install)\b|\b(?:docker|podman|buildah|nerdctl)\b.*\b(?:build|bake)\b|\bgoreleaser\b|\bko\s+(?:build|publish|resolve|apply|create)\b/;
