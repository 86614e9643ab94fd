// Compiles every contract of this folder into one JSON file each: {"name", "abi", "bytecode", "source"}.
const fs = require('node:fs');
const path = require('node:path');
const solc = require('solc');

const target = process.argv[2];
const files = fs.readdirSync(__dirname).filter(file => file.endsWith('.sol')).sort();
const sources = Object.fromEntries(files.map(file => [file, {content: fs.readFileSync(path.join(__dirname, file), 'utf8')}]));
const output = JSON.parse(solc.compile(JSON.stringify({
  language: 'Solidity',
  sources,
  settings: {
    evmVersion: 'cancun',
    optimizer: {enabled: true, runs: 200},
    outputSelection: {'*': {'*': ['abi', 'evm.bytecode.object']}},
  },
})));
const faults = output.errors ?? [];
faults.forEach(fault => console.error(fault.formattedMessage));
if (faults.length > 0) {
  process.exit(1);
}
fs.mkdirSync(target, {recursive: true});
for (const file of files) {
  for (const [name, contract] of Object.entries(output.contracts[file])) {
    fs.writeFileSync(path.join(target, `${name}.json`), JSON.stringify({
      name, abi: contract.abi, bytecode: `0x${contract.evm.bytecode.object}`, compiler: solc.version(),
    }));
  }
}
