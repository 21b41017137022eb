// Builds the front end into static/build: a stylesheet, one more for staff, one script, the faces, icons and pictures, each under a name
// that carries the hash of its content, so that browsers may keep it for ever; manifest.json says which name is which.
// Run from anywhere: node static/src/build.mjs [--force]. It needs Node 20 and node_modules; it does nothing when
// nothing has changed.
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const source = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(source, "../..");
const target = path.join(root, "static/build");
const packages = path.join(root, "node_modules");
const stamp = path.join(target, ".stamp");

const text = new Set([".css", ".js", ".svg", ".txt"]);
const squeeze = {
  ".gz": (bytes) => promisify(gzip)(bytes, { level: 9 }),
  ".br": (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
};

const sha = (bytes) => createHash("sha256").update(bytes).digest("hex");

async function filesUnder(folder) {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** One hash over every file that can change the outcome: our sources and the lock file. */
async function fingerprint() {
  const inputs = [...(await filesUnder(source)), path.join(root, "package-lock.json")];
  const parts = await Promise.all(
    inputs.map(async (file) => path.relative(root, file) + sha(await readFile(file)))
  );
  return sha(parts.join("\n"));
}

async function styles() {
  const sass = await import("sass");
  const out = {};
  for (const name of ["portal", "staff"]) {
    const options = { loadPaths: [packages], style: "compressed", quietDeps: true };
    const { css } = await sass.compileAsync(path.join(source, `scss/${name}.scss`), options);
    out[`${name}.css`] = Buffer.from(css);
  }
  return out;
}

async function scripts() {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [path.join(source, "js/portal.js")],
    bundle: true,
    minify: true,
    target: "es2017",
    format: "iife",
    charset: "utf8",
    legalComments: "none",
    write: false,
  });
  return { "portal.js": Buffer.from(outputFiles[0].contents) };
}

async function drawings() {
  const out = {};
  for (const folder of ["faces", "icons"]) {
    for (const file of await filesUnder(path.join(source, folder))) {
      out[`${folder}/${path.basename(file)}`] = await readFile(file);
    }
  }
  return out;
}

/** The Easy Read pictures that pictures.json lists, out of the OpenMoji set, with their credit. */
async function pictures() {
  const { pictures: wanted } = JSON.parse(await readFile(path.join(source, "pictures.json"), "utf8"));
  const set = JSON.parse(await readFile(path.join(packages, "@iconify-json/openmoji/icons.json"), "utf8"));
  const out = { "pictures/credits.txt": await readFile(path.join(source, "pictures-credits.txt")) };
  for (const [code, name] of Object.entries(wanted)) {
    const drawing = set.icons[name];
    if (!drawing) throw new Error(`pictures.json: OpenMoji has no drawing "${name}" (for ${code})`);
    const side = drawing.width ?? set.width;
    out[`pictures/${code}.svg`] = Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}">${drawing.body}</svg>`
    );
  }
  return out;
}

/** Writes one file under its hashed name, and its compressed twins where they are smaller. Returns the names written. */
async function place(name, bytes) {
  const { dir, name: stem, ext } = path.parse(name);
  const hashed = path.posix.join(dir, `${stem}.${sha(bytes).slice(0, 10)}${ext}`);
  await mkdir(path.join(target, dir), { recursive: true });
  await writeFile(path.join(target, hashed), bytes);
  const written = [hashed];
  if (text.has(ext)) {
    for (const [suffix, compress] of Object.entries(squeeze)) {
      const small = await compress(bytes);
      if (small.length >= bytes.length) continue;
      await writeFile(path.join(target, hashed + suffix), small);
      written.push(hashed + suffix);
    }
  }
  return written;
}

/** The files of the build before this one: a server that still runs names them until it starts again. */
async function placedBefore() {
  const manifest = await readFile(path.join(target, "manifest.json"), "utf8").catch(() => "{}");
  return Object.values(JSON.parse(manifest)).flatMap((file) => [file, ...Object.keys(squeeze).map((end) => file + end)]);
}

async function removeStale(keep) {
  for (const file of await filesUnder(target)) {
    if (!keep.has(path.relative(target, file).split(path.sep).join("/"))) await rm(file, { force: true });
  }
}

async function main() {
  const now = await fingerprint();
  const before = await readFile(stamp, "utf8").catch(() => "");
  if (before === now && !process.argv.includes("--force")) return;

  const began = Date.now();
  const files = Object.assign({}, ...(await Promise.all([styles(), scripts(), drawings(), pictures()])));
  const manifest = {};
  const keep = new Set(["manifest.json", ".stamp", ...(await placedBefore())]);
  for (const name of Object.keys(files).sort()) {
    const written = await place(name, files[name]);
    manifest[name] = written[0];
    written.forEach((file) => keep.add(file));
  }
  // the manifest comes last and in one move, so that an app that starts meanwhile sees the old build or the new one
  await writeFile(`${path.join(target, "manifest.json")}.new`, `${JSON.stringify(manifest, null, 2)}\n`);
  await rename(`${path.join(target, "manifest.json")}.new`, path.join(target, "manifest.json"));
  await writeFile(stamp, now);
  await removeStale(keep);
  console.log(`front end: ${Object.keys(manifest).length} files in ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

await main();
