/** Saves what the editor holds, and says what became of the stored one meanwhile when that stands in the way. */
import { useState } from "react";
import type { UseFormReturn } from "react-hook-form";
import { ApiFailure, askFromBrowser, failureSentence, mutate } from "../../../browser-api.ts";
import { onceMaker } from "../../../make-once.ts";
import { sayOvertaken } from "../../../overtaken.ts";
import { type ServerFault, showFaults } from "../../../server-faults.ts";
import { CreateIntegration, EditedIntegrationQuery, IntegrationsNamedQuery, UpdateIntegration } from "./documents.ts";
import { type EditorValues, editorFaults, integrationField, integrationInput, valuesOf } from "./editor-form.ts";

/** Over which version of which integration; null: a new one is made. */
export type SaveOver = { id: string; version: number | null } | null;
/** What someone did to the stored one while it was edited. */
export type Meanwhile = "changed" | "deleted";

type SaveIntegration = {
  form: UseFormReturn<EditorValues>;
  onSaved: (values: EditorValues) => void;
};

/** `save` never rejects, and nothing that was typed changes. `problems`: the sentences for the form's head. */
export function useSaveIntegration({ form, onSaved }: SaveIntegration) {
  const [problems, setProblems] = useState<string[]>([]);
  const [meanwhile, setMeanwhile] = useState<Meanwhile | null>(null);
  const [makeOnce] = useState(onceMaker);

  async function save(values: EditorValues, over: SaveOver) {
    setProblems([]);
    setMeanwhile(null);
    const input = integrationInput(values);
    try {
      const { userErrors } = over
        ? await update(input, over)
        : await makeOnce({ input, list: () => idsNamed(values.name), make: () => create(input) });
      const done = userErrors.map(doneMeanwhile).find((what) => what !== null);
      if (userErrors.length === 0) onSaved(values);
      else if (done) {
        setMeanwhile(done);
        // The page around the form still names the version before. One that is deleted has no page any more.
        if (done === "changed") sayOvertaken();
      } else setProblems(showFaults(form, editorFaults(userErrors), integrationField));
    } catch (thrown) {
      setProblems([failureSentence(thrown)]);
    }
  }

  /** After the stored one was taken: nothing stands in the way. */
  function clear() {
    setProblems([]);
    setMeanwhile(null);
  }
  return { save, problems, meanwhile, setMeanwhile, clear };
}

function doneMeanwhile({ code, path: [field] }: { code: string; path: readonly string[] }): Meanwhile | null {
  if (code === "CONFLICT" && (field === undefined || field === "version")) return "changed";
  return code === "NOT_FOUND" && field === "id" ? "deleted" : null;
}

type Input = ReturnType<typeof integrationInput>;

/** What is stored already, as after a Save whose answer was lost, stands in nobody's way. */
async function update(input: Input, over: NonNullable<SaveOver>): Promise<{ userErrors: readonly ServerFault[] }> {
  try {
    const answer = (await mutate(UpdateIntegration, { input: { ...input, ...over } })).updateIntegration;
    const isOvertaken = answer.userErrors.some((fault) => doneMeanwhile(fault) === "changed");
    return isOvertaken && (await isStored(input, over.id)) ? { userErrors: [] } : answer;
  } catch (thrown) {
    if (!(thrown instanceof ApiFailure && thrown.isInDoubt)) throw thrown;
    if (!(await isStored(input, over.id).catch(() => false))) throw thrown;
    return { userErrors: [] };
  }
}

async function isStored(input: Input, id: string): Promise<boolean> {
  const { integration } = await askFromBrowser(EditedIntegrationQuery, { id });
  return integration !== null && JSON.stringify(integrationInput(valuesOf(integration))) === JSON.stringify(input);
}

async function create(input: Input) {
  const { integration, userErrors } = (await mutate(CreateIntegration, { input })).createIntegration;
  return { id: integration?.id ?? null, userErrors };
}

async function idsNamed(typed: string): Promise<string[]> {
  const name = typed.trim();
  const { integrations } = await askFromBrowser(IntegrationsNamedQuery, { name });
  return integrations.edges.flatMap(({ node }) => (node.name === name ? [node.id] : []));
}
