// Exported code, run as it is with the official SDK: what it sends is what the request was, and against the
// simulator it tells blocks from answers.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';

const safelight = process.env.SAFELIGHT_BINARY;
const answer = { candidates: [{ content: { role: 'model', parts: [{ text: 'Hello' }] }, finishReason: 'STOP' }] };

let server;
let received;
let simulator;
let simulatorUrl;

function run(program, args, { input = '', cwd, env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env } });
    let output = '';
    let errors = '';
    child.stdout.on('data', (data) => { output += data; });
    child.stderr.on('data', (data) => { errors += data; });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output, errors }));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

before(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (data) => { body += data; });
    request.on('end', () => {
      received.push({ url: request.url, headers: request.headers, body: JSON.parse(body) });
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer));
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  simulator = spawn(safelight, ['simulate', '--seed', '3'], { stdio: ['ignore', 'pipe', 'inherit'] });
  simulatorUrl = await new Promise((resolve, reject) => {
    let output = '';
    simulator.stdout.on('data', (data) => {
      output += data;
      const found = output.match(/^Simulator: (http:\/\/127\.0\.0\.1:\d+)\n/);
      if (found) resolve(found[1]);
    });
    simulator.on('exit', (code) => reject(new Error(`simulate ended with ${code}: ${output}`)));
  });
});

after(() => {
  server.close();
  simulator.kill('SIGTERM');
});

// A folder beside node_modules, so that the import is found.
async function runExported(body, { url, model = 'gemini-3.6-flash', stream = false }) {
  const folder = mkdtempSync('exported-');
  const made = await run(safelight, ['code', '-', '--to', 'javascript', '--url', url, '--model', model,
    '--output-dir', folder, ...(stream ? ['--stream'] : [])], { input: JSON.stringify(body) });
  assert.equal(made.code, 0, made.errors);
  assert.ok(!readFileSync(`${folder}/request.mjs`, 'utf8').includes('hushed'));
  const files = readdirSync(folder);
  const ran = await run(process.execPath, ['request.mjs'], {
    cwd: folder, env: { GEMINI_API_KEY: 'hushed', GOOGLE_GENAI_USE_VERTEXAI: 'true' } });
  return { ...ran, folder, files };
}

async function compare(body) {
  received = [];
  const url = `http://127.0.0.1:${server.address().port}`;
  const ran = await runExported(body, { url });
  assert.equal(received.length, 1, ran.errors);
  // The SDK writes an empty generationConfig of its own, which sets nothing.
  const { generationConfig, ...sent } = received[0].body;
  if (body.generationConfig || Object.keys(generationConfig ?? {}).length > 0) sent.generationConfig = generationConfig;
  assert.deepEqual(sent, body);
  assert.equal(received[0].url, '/v1beta/models/gemini-3.6-flash:generateContent');
  assert.equal(received[0].headers['x-goog-api-key'], 'hushed');
  assert.equal(ran.output, 'Hello\n');
  assert.equal(ran.code, 0);
  assert.deepEqual(readdirSync(ran.folder), ran.files);
}

const prompt = (text) => [{ role: 'user', parts: [{ text }] }];

const hostile = {
  quotes: `'"\`"""''' "); '); """);`,
  backslashes: '\\ \\\\ \\n \\u0041 \\x41 \\\' ends with \\',
  lines: 'one\n\n\ttwo\r\nthree\n',
  templates: '${process.exit(7)} `${1}` </script> <!-- */ // #',
  'control characters': 'a\u0000b\u0001\u001b[31m\u007f\u0085\u009fc',
  separators: 'a\u2028b\u2029c',
  'turned writing': '\u202Eevil\u202C \u2066x\u2069 \uFEFF\u200B',
  scripts: 'Größe 東京 שלום 👩‍👩‍👧 🇩🇪',
  long: 'ab\'"\\'.repeat(20000),
};

for (const [name, text] of Object.entries(hostile)) {
  test(`text arrives as it was: ${name}`, () => compare({
    contents: prompt(text),
    systemInstruction: { parts: [{ text }] },
    safetySettings: [{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_NONE' }],
    generationConfig: {
      temperature: 0.7, topP: 0.5, topK: 40, candidateCount: 1, maxOutputTokens: 100, seed: 7,
      stopSequences: [text.slice(0, 50), 'END'], responseModalities: ['TEXT', 'IMAGE'],
      imageConfig: { aspectRatio: '16:9', imageSize: '1K' },
      thinkingConfig: { includeThoughts: true, thinkingBudget: -1 },
    },
  }));
}

test('nothing is set that the request did not set', () => compare({ contents: prompt('Hi') }));

test('pictures are read from files', async () => {
  const data = Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 7) % 256)).toString('base64');
  await compare({ contents: [{ role: 'user', parts: [
    { text: 'caption' }, { inlineData: { mimeType: 'image/png', data } },
    { inlineData: { mimeType: 'image/jpeg', data: data.slice(0, 400) } }, { text: 'Make it blue' }] }] });
});

test('a new category goes out as it is', () => compare({
  contents: prompt('Hi'), safetySettings: [{ category: 'HARM_CATEGORY_NEW', threshold: 'BLOCK_SOME' }] }));

test('what the SDK has no place for goes out as it stands', () => compare({
  contents: [{ role: 'user', parts: [{ newPart: { x: 1 } }, { inlineData: { mimeType: 'image/png', data: 'AAEC' } }] }],
  safetySettings: [{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'OFF', method: 'SEVERITY' }],
  generationConfig: { temperature: 1, newThing: { a_b: [1, null, true], 'x-y': '' },
    responseSchema: { type: 'OBJECT', properties: { a_b: { type: 'STRING' } } } },
  tools: [{ googleSearch: {} }], cachedContent: 'cachedContents/x', labels: { 'a b': 'c' },
}));

test('a conversation with signatures', () => compare({ contents: [
  { role: 'user', parts: [{ text: 'Hi' }] },
  { role: 'model', parts: [{ text: 'Yes', thoughtSignature: 'AAEC/+8=' }] },
  { role: 'user', parts: [{ fileData: { mimeType: 'image/png', fileUri: 'https://x/y' } }, { text: 'Go on' }] }] }));

for (const stream of [false, true]) {
  const cases = [
    ['delivered', 'Why is the sky blue?', 0, /Finish reason: STOP/],
    ['a blocked prompt', '#simulate: block=SAFETY\nHello', 1, /The prompt was blocked: SAFETY\n {2}HARM_CATEGORY/],
    ['a blocked answer', '#simulate: finish=SAFETY\nHello', 1, /Finish reason: SAFETY/],
    ['an error', '#simulate: error=429\nHello', 3, /RESOURCE_EXHAUSTED/],
  ];
  for (const [name, text, code, told] of cases) {
    test(`${name} is told${stream ? ', streaming' : ''}`, async () => {
      const settings = ['HARASSMENT', 'HATE_SPEECH', 'SEXUALLY_EXPLICIT', 'DANGEROUS_CONTENT']
        .map((one) => ({ category: `HARM_CATEGORY_${one}`, threshold: 'BLOCK_NONE' }));
      const ran = await runExported({ contents: prompt(text), safetySettings: settings }, { url: simulatorUrl, stream });
      assert.match(ran.errors, told);
      assert.equal(ran.code, code, ran.errors);
    });
  }
}

test('a drawn picture is saved beside what is there', async () => {
  const body = { contents: prompt('Watercolour illustration of a lighthouse at dawn') };
  const ran = await runExported(body, { url: simulatorUrl, model: 'gemini-3-pro-image' });
  assert.equal(ran.code, 0, ran.errors);
  assert.ok(readdirSync(ran.folder).includes('output-1.png'));
  writeFileSync(`${ran.folder}/output-1.png`, 'mine');
  const again = await run(process.execPath, ['request.mjs'], { cwd: ran.folder, env: { GEMINI_API_KEY: 'simulator' } });
  assert.equal(again.code, 0, again.errors);
  assert.equal(readFileSync(`${ran.folder}/output-1.png`, 'utf8'), 'mine');
  assert.ok(readdirSync(ran.folder).includes('output-2.png'));
});
