/**
 * How long the editor of the largest integration people make, 20 filters of 20 conditions, takes until somebody can type,
 * and how long a keystroke takes then.
 */
import type { BrowserContext, Page } from "@playwright/test";
import type { BenchProduct } from "./product.ts";

const FILTERS = 20;
const CONDITIONS = 20;
const LOOK_MS = 500;
const TEXT = "Hazmat at the river";

/** The slowest is among the first keys as a rule: with them the form becomes dirty and the preview asks. */
export type InputLatency = { where: string; count: number; first: number; p50: number; slowest: number };
export type EditorFigures = { editableMs: number; latencies: InputLatency[] };

/** Keystrokes from the key to the next frame; editable from the navigation's begin, with an empty cache. */
export async function measureEditorInput(context: BrowserContext, product: BenchProduct): Promise<EditorFigures> {
  const id = await makeLargeIntegration(product);
  const page = await context.newPage();
  try {
    await page.goto(`/integrations/${id}`, { waitUntil: "commit" });
    const started = await page.waitForFunction(() => {
      const fields = document.querySelector("main form > fieldset");
      return fields && !fields.hasAttribute("data-starting") ? performance.now() : null;
    });
    const editableMs = (await started.jsonValue()) ?? Number.POSITIVE_INFINITY;
    await page.waitForLoadState("networkidle");
    const last = `Filter ${String.fromCharCode(64 + FILTERS)}, condition ${CONDITIONS}`;
    const latencies = [
      await typeInto(page, "Name"),
      await typeInto(page, "Filter A, condition 1: values"),
      await typeInto(page, `${last}: values`),
      await typeInto(page, "Filter J, condition 10: field"),
    ];
    return { editableMs, latencies };
  } finally {
    await page.close();
  }
}

async function typeInto(page: Page, label: string): Promise<InputLatency> {
  const field = page.getByLabel(label, { exact: true });
  const [filter] = label.match(/^Filter ./) ?? [];
  if (filter) {
    // Its conditions become fields on the way to it; whoever scrolls there looks before they type.
    await page.getByRole("region", { name: filter, exact: true }).scrollIntoViewIfNeeded();
    await field.scrollIntoViewIfNeeded();
    await page.waitForTimeout(LOOK_MS);
  }
  await field.click();
  const durations: number[] = [];
  for (const character of TEXT) {
    const measured = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          // Functions without names: those get a helper of the compiler's, which the page does not have.
          window.addEventListener(
            "keydown",
            (event) =>
              // A task after the frame's callbacks: the frame has been drawn by then.
              requestAnimationFrame(() => {
                const channel = new MessageChannel();
                channel.port1.addEventListener("message", () => resolve(performance.now() - event.timeStamp));
                channel.port1.start();
                channel.port2.postMessage(null);
              }),
            { capture: true, once: true },
          );
        }),
    );
    // The listener stands once the page has answered anything after it.
    const pressed = page
      .evaluate(() => undefined)
      .then(() => page.keyboard.press(character === " " ? "Space" : character));
    const [duration] = await Promise.all([measured, pressed]);
    durations.push(duration);
    // Typing at an even pace; the preview's pause passes now and then, as when a person thinks.
    await page.waitForTimeout(90);
  }
  const [first = 0] = durations;
  durations.sort((a, b) => a - b);
  const count = durations.length;
  return { where: label, count, first, p50: durations[Math.floor(count / 2)] ?? 0, slowest: durations.at(-1) ?? 0 };
}

async function makeLargeIntegration({ ask }: BenchProduct): Promise<string> {
  const { webhookSubscriptions } = await ask<{
    webhookSubscriptions: { edges: { node: { id: string; mode: string } }[] };
  }>("{ webhookSubscriptions(first: 20) { edges { node { id mode } } } }");
  const subscriptionId = webhookSubscriptions.edges.find(({ node }) => node.mode === "INTEGRATION")?.node.id;
  const filters = Array.from({ length: FILTERS }, (_, filter) => ({
    conditions: Array.from({ length: CONDITIONS }, (_, at) => ({
      field: at % 2 === 0 ? "metadata.attributes.priority" : `metadata.attributes.field${at}`,
      operator: "IS_ANY_OF",
      values: [`value ${filter}.${at}`, "Emergency"],
    })),
  }));
  const input = { name: "Large", trigger: "alert.sent", isEnabled: false, filters, actions: [{ subscriptionId }] };
  const { createIntegration } = await ask<{
    createIntegration: { integration: { id: string } | null; userErrors: { message: string }[] };
  }>(
    "mutation Make($input: CreateIntegrationInput!) { createIntegration(input: $input) { integration { id } userErrors { message } } }",
    { input },
  );
  const { integration, userErrors } = createIntegration;
  if (!integration) throw new Error(`The large integration was refused: ${userErrors.map(({ message }) => message)}`);
  return integration.id;
}
