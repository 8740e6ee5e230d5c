// Turf's buffer of a line: JSTS, a port of JTS as GEOS is, in an azimuthal equidistant plane of the
// sphere about the line's centre; it takes 8 steps a quadrant unless told. Projecting counts.
//
//     node turf.cjs STEPS METRES ROUNDS LINE ZONE
//
// Prints the times of the call, of the processor, not again after half a minute, and writes its result
// as GeoJSON.

const { readFileSync, writeFileSync } = require("node:fs");
const { buffer, lineString } = require("@turf/turf");

const [steps, metres, rounds, input, output] = process.argv.slice(2);
const positions = readFileSync(input, "utf8").trim().split("\n");
const line = lineString(positions.map((position) => position.split(" ").map(Number)));
const times = [];
let sum = 0;
let zone;
while (times.length < Number(rounds) && sum < 30_000) {
    const started = process.cpuUsage();
    zone = buffer(line, Number(metres), { units: "meters", steps: Number(steps) });
    const { user, system } = process.cpuUsage(started);
    times.push((user + system) / 1e3);
    sum += times.at(-1);
}
console.log(`Turf ${require("@turf/buffer/package.json").version}, Node ${process.versions.node}`);
console.log(times.join(" "));
writeFileSync(output, JSON.stringify(zone.geometry));
