/** How long a keystroke takes in the editor of the largest integration people make: 20 filters of 20 conditions. */
import type { BrowserContext, Page } from "@playwright/test";
import type { BenchProduct } from "./product.ts";

const FILTERS = 20;
const CONDITIONS = 20;
const TEXT = "Hazmat at the river";

export type InputLatency = { where: string; count: number; p50: number; p98: number };

/** The median and the 98th percentile of all keystrokes, from the key to the next frame. */
export async function measureEditorInput(context: BrowserContext, product: BenchProduct): Promise<InputLatency[]> {
  const id = await makeLargeIntegration(product);
  const page = await context.newPage();
  try {
    await page.goto(`/integrations/${id}`, { waitUntil: "networkidle" });
    const last = `Filter ${String.fromCharCode(64 + FILTERS)}, condition ${CONDITIONS}`;
    return [
      await typeInto(page, "Name"),
      await typeInto(page, "Filter A, condition 1: values"),
      await typeInto(page, `${last}: values`),
      await typeInto(page, "Filter J, condition 10: field"),
    ];
  } finally {
    await page.close();
  }
}

async function typeInto(page: Page, label: string): Promise<InputLatency> {
  const field = page.getByLabel(label, { exact: true });
  await field.click();
  const durations: number[] = [];
  for (const character of TEXT) {
    const measured = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const begin = (event: Event) => {
            window.removeEventListener("keydown", begin, true);
            // A task after the frame's callbacks: the frame has been drawn by then.
            requestAnimationFrame(() => {
              const channel = new MessageChannel();
              channel.port1.onmessage = () => resolve(performance.now() - event.timeStamp);
              channel.port2.postMessage(null);
            });
          };
          window.addEventListener("keydown", begin, true);
        }),
    );
    // The listener stands once the page has answered anything after it.
    await page.evaluate(() => undefined);
    await page.keyboard.press(character === " " ? "Space" : character);
    durations.push(await measured);
    // Typing at an even pace; the preview's pause passes now and then, as when a person thinks.
    await page.waitForTimeout(90);
  }
  durations.sort((a, b) => a - b);
  const atShare = (share: number) =>
    durations[Math.min(durations.length - 1, Math.floor(durations.length * share))] ?? 0;
  return { where: label, count: durations.length, p50: atShare(0.5), p98: atShare(0.98) };
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
