// node render.mjs marked|commonmark: Markdown from standard input as HTML, with raw HTML let through.
import { readFileSync } from "node:fs";

const text = readFileSync(0, "utf8");
if (process.argv[2] === "marked") {
  const { marked } = await import("marked");
  process.stdout.write(marked.parse(text, { gfm: true }));
} else {
  const { Parser, HtmlRenderer } = await import("commonmark");
  process.stdout.write(new HtmlRenderer().render(new Parser().parse(text)));
}
