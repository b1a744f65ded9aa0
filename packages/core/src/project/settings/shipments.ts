/** What the settings say of one image: the entries that are about it, put together. */
import { literal, unknownText, type Hop, type Origin, type Traced } from "../../text/index.js";
import type { Policy } from "../../shipment/model.js";
import { normalize } from "../../workspace/index.js";
import type { SettingsPath } from "./check.js";
import type { ArtifactSettings, PassedValue, Settings, ShipmentSettings } from "./model.js";
import { isPattern, pathPattern } from "./pattern.js";
import type { SettingsPlaces } from "./places.js";

/** Something that is said, and where; null when the settings come from no file. */
export interface Said<T> {
  readonly value: T;
  readonly at: Origin | null;
}

export interface SaidArtifact extends Said<ArtifactSettings> {
  /** path from the root */
  readonly path: string;
  /** the same for the same entry of the settings */
  readonly key: string;
}

/** All that is said of an image; later entries of the settings win, name by name. */
export interface SaidOfImage {
  readonly at: Origin | null;
  readonly role: "shipped" | "dev" | null;
  readonly context: Said<string> | null;
  readonly buildArgs: ReadonlyMap<string, Traced>;
  readonly mounts: readonly Said<string>[];
  readonly environment: ReadonlyMap<string, Traced>;
  readonly entrypoint: Said<readonly Traced[]> | null;
  readonly artifacts: ReadonlyMap<string, SaidArtifact>;
  readonly policy: Policy | null;
  /** rules that are switched off: with or without their namespace */
  readonly off: ReadonlySet<string>;
}

/** One entry of `shipments`. */
export interface ShipmentItem {
  readonly settings: ShipmentSettings;
  readonly index: number;
  readonly isAbout: (dockerfile: string) => boolean;
}

/** The entries of `shipments`, asked by image. */
export class SaidOfShipments {
  readonly items: readonly ShipmentItem[];

  constructor(
    settings: Settings,
    private readonly places: SettingsPlaces | null,
  ) {
    this.items = (settings.shipments ?? []).map((item, index) => ({ settings: item, index, isAbout: pathPattern(item.dockerfile) }));
  }

  /** @param target name or number of the stage */
  of(dockerfile: string, target: string): SaidOfImage | null {
    const items = this.items.filter(({ settings, isAbout }) => isAbout(dockerfile) && (settings.targets?.some((name) => name.toLowerCase() === target.toLowerCase()) ?? true));
    return items.length === 0 ? null : this.#together(items);
  }

  /** The targets that are named for a Dockerfile, each once. */
  targetsOf(dockerfile: string): readonly Said<string>[] {
    const targets = new Map<string, Said<string>>();
    for (const { settings, index, isAbout } of this.items) {
      if (!isAbout(dockerfile)) continue;
      for (const [i, target] of (settings.targets ?? []).entries()) targets.set(target.toLowerCase(), { value: target, at: this.at(["shipments", index, "targets", i]) });
    }
    return [...targets.values()];
  }

  /** The artifacts that one entry names. */
  artifactsOf(index: number): readonly SaidArtifact[] {
    const artifacts = this.items[index]?.settings.artifacts ?? {};
    return Object.entries(artifacts).map(([path, value]) => ({ path: normalize(path), key: JSON.stringify([index, path]), value, at: this.at(["shipments", index, "artifacts", path], true) }));
  }

  at(path: SettingsPath, isName = false): Origin | null {
    return this.places?.at(path, isName) ?? null;
  }

  #together(items: readonly ShipmentItem[]): SaidOfImage {
    const last = <K extends keyof ShipmentSettings>(name: K): Said<NonNullable<ShipmentSettings[K]>> | null => {
      const item = items.findLast(({ settings }) => settings[name] !== undefined);
      const value = item?.settings[name];
      return item === undefined || value === undefined ? null : { value, at: this.at(["shipments", item.index, name]) };
    };
    const context = last("context");
    const entrypoint = last("entrypoint");
    const named = items.some(({ settings }) => !isPattern(settings.dockerfile));
    return {
      at: this.at(["shipments", items[0]?.index ?? 0]),
      role: last("role")?.value ?? (named ? "shipped" : null),
      context: context === null ? null : { ...context, value: normalize(context.value) },
      buildArgs: new Map(items.flatMap((item) => this.#values(item, "buildArgs", "whoever starts the build passes"))),
      mounts: items.flatMap(({ settings, index }) => (settings.mounts ?? []).map((value, i) => ({ value: normalize(value), at: this.at(["shipments", index, "mounts", i]) }))),
      environment: new Map(items.flatMap((item) => this.#values(item, "env", "the container gets"))),
      entrypoint: entrypoint === null ? null : { ...entrypoint, value: entrypoint.value.map((word) => literal(word, entrypoint.at)) },
      artifacts: new Map(items.flatMap(({ index }) => this.artifactsOf(index).map((artifact) => [artifact.path, artifact]))),
      policy: items.reduce<Policy | null>((all, { settings }) => (settings.policy === undefined ? all : { ...all, ...settings.policy }), null),
      off: new Set(items.flatMap(({ settings }) => Object.keys(settings.rules ?? {}))),
    };
  }

  #values({ settings, index }: ShipmentItem, name: "buildArgs" | "env", who: string): readonly (readonly [string, Traced])[] {
    return Object.entries(settings[name] ?? {}).map(([variable, value]) => [variable, traced(value, `${variable}, which ${who}, as the settings say`, this.at(["shipments", index, name, variable]))]);
  }
}

function traced(value: PassedValue, text: string, at: Origin | null): Traced {
  return typeof value === "string" ? literal(value, at) : unknownText({ code: "caller", text, at }, { mayBeEmpty: false, mayHaveBlanks: true }, at);
}

/** For people: what is said of how an image is built and run. */
export function saidHop(dockerfile: string, said: SaidOfImage): Hop {
  const parts = [
    ...(said.role === null ? [] : [said.role === "shipped" ? "it ships" : "it is for development"]),
    ...(said.context === null ? [] : [`its context is "${said.context.value === "" ? "." : said.context.value}"`]),
    ...(said.buildArgs.size === 0 ? [] : [`${[...said.buildArgs.keys()].join(", ")} passed`]),
    ...(said.mounts.length === 0 ? [] : [`${said.mounts.map(({ value }) => value).join(", ")} mounted`]),
    ...(said.environment.size === 0 ? [] : [`${[...said.environment.keys()].join(", ")} set in the container`]),
    ...(said.entrypoint === null ? [] : ["another command started"]),
  ];
  return { fact: "", text: `the settings say of ${dockerfile}: ${parts.length === 0 ? "nothing of its build" : parts.join("; ")}`, at: said.at };
}
