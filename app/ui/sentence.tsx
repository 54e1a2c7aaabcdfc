/** A filter sentence with its weight: values stand out, "or" carries the accent, the rest is quiet. */
import { Fragment } from "react";
import type { SentencePart } from "../wording/filter-sentence.ts";
import { withKeys } from "./with-keys.ts";

export function Sentence({ parts }: { parts: readonly SentencePart[] }) {
  return withKeys(parts, ({ text }) => text).map(({ key, item, index }) => (
    <Fragment key={key}>
      {index === 0 ? "" : item.kind === "or" ? ", " : " "}
      <Part part={item} />
    </Fragment>
  ));
}

function Part({ part }: { part: SentencePart }) {
  switch (part.kind) {
    case "value":
      return (
        <b className="font-medium wrap-anywhere text-ink">
          <Values values={part.values ?? [part.text]} />
        </b>
      );
    case "or":
      return <span className="font-semibold text-accent-ink">or</span>;
    case "and":
      return <span className="text-ink-3">and</span>;
    case "text":
      return part.text;
  }
}

/** Each by itself: two in a right-to-left script would else be read as one, with the comma and their order turned. */
function Values({ values }: { values: readonly string[] }) {
  return withKeys(values, (value) => value).map(({ key, item, index }) => (
    <Fragment key={key}>
      {index > 0 ? ", " : ""}
      <bdi>{item}</bdi>
    </Fragment>
  ));
}
