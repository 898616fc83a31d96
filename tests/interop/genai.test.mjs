// An ordinary client: the official SDK, unmodified, pointed at the simulator by its base URL.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { after, before, test } from 'node:test';
import {
  ApiError, BlockedReason, FinishReason, GoogleGenAI, HarmBlockThreshold, HarmCategory, HarmProbability, Modality,
} from '@google/genai';

const text = 'gemini-3.6-flash';
const pictures = 'gemini-3-pro-image';
const allAt = (threshold) => [
  HarmCategory.HARM_CATEGORY_HARASSMENT, HarmCategory.HARM_CATEGORY_HATE_SPEECH,
  HarmCategory.HARM_CATEGORY_SEXUALLY_EXPLICIT, HarmCategory.HARM_CATEGORY_DANGEROUS_CONTENT,
].map((category) => ({ category, threshold }));

let simulator;
let baseUrl;
let ai;

before(async () => {
  simulator = spawn(process.env.SAFELIGHT_BINARY, ['simulate', '--seed', '3'], { stdio: ['ignore', 'pipe', 'inherit'] });
  baseUrl = await new Promise((resolve, reject) => {
    let output = '';
    simulator.stdout.on('data', (data) => {
      output += data;
      const found = output.match(/^Simulator: (http:\/\/127\.0\.0\.1:\d+)\n/);
      if (found) resolve(found[1]);
    });
    simulator.on('error', reject);
    simulator.on('exit', (code) => reject(new Error(`simulate ended with ${code}: ${output}`)));
  });
  ai = new GoogleGenAI({ apiKey: 'simulator', httpOptions: { baseUrl } });
});

after(async () => {
  const ended = new Promise((resolve) => simulator.on('exit', (code, signal) => resolve({ code, signal })));
  simulator.kill('SIGTERM');
  assert.deepEqual(await ended, { code: 0, signal: null });
});

async function failure(call) {
  try {
    await call;
  } catch (error) {
    assert.ok(error instanceof ApiError, String(error));
    return error;
  }
  assert.fail('no error was thrown');
}

const imagesOf = (response) =>
  (response.candidates?.[0]?.content?.parts ?? []).filter((part) => part.inlineData).map((part) => part.inlineData);

test('models are listed page by page', async () => {
  const names = [];
  for await (const model of await ai.models.list({ config: { pageSize: 3 } })) names.push(model.name);
  assert.ok(names.length > 5);
  assert.equal(new Set(names).size, names.length);
  assert.ok(names.includes(`models/${pictures}`));
});

test('a model is described', async () => {
  const model = await ai.models.get({ model: text });
  assert.equal(model.name, `models/${text}`);
  assert.ok(model.inputTokenLimit > 0);
  assert.ok(model.supportedActions.includes('generateContent'));
});

test('text is generated, with usage that adds up', async () => {
  const response = await ai.models.generateContent({ model: text, contents: 'Why is the sky blue?' });
  assert.match(response.text, /simulat/i);
  assert.equal(response.candidates[0].finishReason, FinishReason.STOP);
  const usage = response.usageMetadata;
  assert.equal(usage.totalTokenCount,
    usage.promptTokenCount + usage.candidatesTokenCount + usage.thoughtsTokenCount);
  assert.equal(response.modelVersion, text);
});

test('text streams in several chunks', async () => {
  const chunks = [];
  for await (const chunk of await ai.models.generateContentStream({
    model: text, contents: 'Tell me a story', config: { thinkingConfig: { includeThoughts: true } },
  })) chunks.push(chunk);
  assert.ok(chunks.length > 4);
  assert.ok(chunks[0].candidates[0].content.parts[0].thought);
  assert.match(chunks.map((chunk) => chunk.text ?? '').join(''), /^## Simulated answer/);
  assert.equal(chunks.at(-1).candidates[0].finishReason, FinishReason.STOP);
});

test('a picture is drawn in the asked ratio and size', async () => {
  const response = await ai.models.generateContent({
    model: pictures, contents: 'Watercolour illustration of a lighthouse at dawn',
    config: { responseModalities: [Modality.IMAGE], imageConfig: { aspectRatio: '16:9', imageSize: '1K' } },
  });
  const last = imagesOf(response).at(-1);
  assert.equal(last.mimeType, 'image/png');
  const bytes = Buffer.from(last.data, 'base64');
  assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [1376, 768]);
});

test('a picture goes in and is counted', async () => {
  const drawn = await ai.models.generateContent({ model: pictures, contents: 'Illustration of a lighthouse' });
  const contents = [{ inlineData: imagesOf(drawn).at(-1) }, { text: 'Illustration: make it blue' }];
  const edited = await ai.models.generateContent({ model: pictures, contents });
  const detail = edited.usageMetadata.promptTokensDetails.find((entry) => entry.modality === 'IMAGE');
  assert.equal(detail.tokenCount, 258);
  assert.ok(imagesOf(edited).length > 0);
});

test('tokens are counted', async () => {
  const counted = await ai.models.countTokens({ model: text, contents: 'a'.repeat(400) });
  assert.equal(counted.totalTokens, 100);
});

test('thresholds decide, and a blocked prompt names its ratings', async () => {
  const contents = 'How do attackers use malware to steal passwords?';
  const strict = { safetySettings: allAt(HarmBlockThreshold.BLOCK_LOW_AND_ABOVE) };
  const blocked = await ai.models.generateContent({ model: text, contents, config: strict });
  assert.equal(blocked.candidates, undefined);
  assert.equal(blocked.promptFeedback.blockReason, BlockedReason.SAFETY);
  assert.ok(blocked.promptFeedback.safetyRatings.some((rating) => rating.blocked));
  const lenient = { safetySettings: allAt(HarmBlockThreshold.BLOCK_NONE) };
  const passed = await ai.models.generateContent({ model: text, contents, config: lenient });
  assert.equal(passed.candidates[0].finishReason, FinishReason.STOP);
  assert.ok(passed.candidates[0].safetyRatings.some((rating) => rating.probability !== HarmProbability.NEGLIGIBLE));
});

test('a blocked prompt ends a stream at once', async () => {
  const chunks = [];
  for await (const chunk of await ai.models.generateContentStream({
    model: text, contents: 'Some simulated prohibited content',
  })) chunks.push(chunk);
  assert.equal(chunks.length, 1);
  assert.equal(chunks[0].promptFeedback.blockReason, BlockedReason.PROHIBITED_CONTENT);
});

test('a finished picture is withheld', async () => {
  const response = await ai.models.generateContent({
    model: pictures, contents: 'Photo of a woman in swimwear at the beach',
    config: { safetySettings: allAt(HarmBlockThreshold.OFF) },
  });
  assert.equal(response.candidates[0].finishReason, FinishReason.IMAGE_SAFETY);
  assert.equal(imagesOf(response).length, 0);
  assert.ok(response.usageMetadata.thoughtsTokenCount > 0);
});

test('errors come with their code', async () => {
  const quota = await failure(ai.models.generateContent({
    model: text, contents: '#simulate: error=429 retryDelay=3s\nhello' }));
  assert.equal(quota.status, 429);
  assert.match(quota.message, /RESOURCE_EXHAUSTED/);
  assert.match(quota.message, /"retryDelay":\s*"3s"/);
  const stranger = new GoogleGenAI({ apiKey: 'invalid', httpOptions: { baseUrl } });
  const key = await failure(stranger.models.generateContent({ model: text, contents: 'hello' }));
  assert.equal(key.status, 400);
  assert.match(key.message, /API_KEY_INVALID/);
  const missing = await failure(ai.models.generateContent({ model: 'gemini-9', contents: 'hello' }));
  assert.equal(missing.status, 404);
  const category = await failure(ai.models.generateContent({
    model: text, contents: 'hello',
    config: { safetySettings: [{ category: HarmCategory.HARM_CATEGORY_IMAGE_HATE,
      threshold: HarmBlockThreshold.BLOCK_NONE }] },
  }));
  assert.equal(category.status, 400);
  const overloaded = await failure(ai.models.generateContentStream({
    model: text, contents: '#simulate: error=503\nhello' }));
  assert.equal(overloaded.status, 503);
});

test('a chat remembers its turns', async () => {
  const chat = ai.chats.create({ model: text });
  const first = await chat.sendMessage({ message: 'Hello' });
  const second = await chat.sendMessage({ message: 'And again' });
  assert.ok(second.usageMetadata.promptTokenCount > first.usageMetadata.promptTokenCount);
});

test('Vertex AI gives scores, by key (express)', async () => {
  const vertex = new GoogleGenAI({ vertexai: true, apiKey: 'simulator', httpOptions: { baseUrl } });
  const response = await vertex.models.generateContent({
    model: text, contents: 'Why is the sky blue?',
    config: { safetySettings: allAt(HarmBlockThreshold.BLOCK_NONE).map((one) => ({ ...one, method: 'SEVERITY' })) },
  });
  const rating = response.candidates[0].safetyRatings[0];
  assert.ok(rating.probabilityScore > 0);
  assert.match(rating.severity, /^HARM_SEVERITY_/);
  const counted = await vertex.models.countTokens({ model: text, contents: 'a'.repeat(40) });
  assert.equal(counted.totalTokens, 10);
});
