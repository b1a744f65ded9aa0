/** Configuration files of hadolint, each with something that it takes in its own way. */
export const CONFIGS = [
  "ignored: [DL3006, SC2086]\n",
  "ignored:\n  - DL3008\n  - 'DL3018'\n  - \"DL3059\"\n",
  "override:\n  error: [DL3006, DL3059]\n  warning: [DL3059, SC2086]\n  info:\n    - DL3008\n  style:\n    - DL3003\n",
  "override:\n  style: [DL3057, DL1001]\n  info: [DL3057]\n",
  "trustedRegistries:\n  - docker.io\n  - '*.gcr.io'\n",
  "label-schema:\n  maintainer: text\n  org.opencontainers.image.created: rfc3339\n  version: semver\n  url: url\n  contact: email\nstrict-labels: true\n",
  "label-schema: {maintainer: ''}\nstrict-labels: false\n",
  "disable-ignore-pragma: true\n",
  "failure-threshold: error\nno-fail: true\nno-color: true\nignored: &some [DL3006]\noverride: {error: *some}\n",
  "ignored:\noverride: ~\n",
];
