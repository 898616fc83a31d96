// The official JavaScript SDK sends small requests, some at once: what the rate of the sending engine is compared
// with. Prints "ms=…", the time from the first request to the last response, without the start of the process.
import { GoogleGenAI } from "@google/genai";

const [url, requests, atOnce] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const client = new GoogleGenAI({ apiKey: "a-key-of-the-bench", httpOptions: { baseUrl: url } });
let next = 0;
async function sendInTurn() {
  while (next++ < requests) {
    const response = await client.models.generateContent({
      model: "gemini-2.5-flash",
      contents: "Say one word.",
    });
    if (!response.candidates?.length) throw new Error("no candidate came");
  }
}
const start = performance.now();
await Promise.all(Array.from({ length: atOnce }, sendInTurn));
console.log(`ms=${(performance.now() - start).toFixed(3)}`);
