// Runs Ace by DAISY on the EPUB in each of the folders, and leaves its report.json beside it.
//
//   node check.cjs FOLDER…   (each with a book.epub)

"use strict";

const path = require("node:path");
const ace = require("@daisy/ace-core");
const runner = require("@daisy/ace-axe-runner-puppeteer");

async function check(folders) {
  for (const folder of folders) {
    const options = { cwd: folder, outdir: folder, initLogger: true, silent: true };
    options.fileName = path.join(folder, "ace.log");
    await ace("book.epub", options, runner);
  }
}

check(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
