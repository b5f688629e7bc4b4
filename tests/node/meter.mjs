/**
 * A WebAssembly module that counts its own steps: each entry into a function, each pass of a loop, each eight bytes that
 * one instruction moves. However busy a machine is, a call takes about the same steps. The counted module is a
 * copy: what is shipped has no counter.
 */

/** Sections that are rewritten (WebAssembly core specification, 5.5). */
const [IMPORTS, GLOBALS, EXPORTS, CODE] = [2, 6, 7, 10];
const [I32, I64, MUTABLE, END] = [0x7f, 0x7e, 1, 0x0b];
const [GLOBAL_GET, GLOBAL_SET, I64_CONST, I64_ADD, I64_FROM_U32, I32_CONST, I32_SHIFT] = [0x23, 0x24, 0x42, 0x7c, 0xad, 0x41, 0x76];

/**
 * The module again, with a counter among its exports: the global `steps`, an i64.
 * @param {Uint8Array} module
 * @returns {Buffer}
 */
export function metered(module) {
  const bytes = Buffer.from(module);
  const reader = new Reader(bytes, 8);
  const out = [bytes.subarray(0, 8)];
  let globals = 0;
  while (!reader.done) {
    const id = reader.byte();
    let content = reader.part();
    if (id === IMPORTS) globals = importedGlobals(new Reader(content));
    if (id === GLOBALS) {
      globals += new Reader(content).number();
      // The steps, and room for a length on its way; both begin with 0.
      content = longer(content, [[I64, MUTABLE, I64_CONST, 0, END], [I32, MUTABLE, I32_CONST, 0, END]]);
    } else if (id === EXPORTS) {
      content = longer(content, [[5, ...Buffer.from('steps'), 3, ...leb(globals)]]);
    } else if (id === CODE) {
      content = meteredCode(new Reader(content), globals);
    }
    out.push(Buffer.of(id, ...leb(content.length)), content);
  }
  return Buffer.concat(out);
}

/** A section that is a list, with more entries at its end. */
function longer(section, entries) {
  const reader = new Reader(section);
  const count = reader.number();
  return Buffer.concat([Buffer.from(leb(count + entries.length)), section.subarray(reader.at), ...entries.map((entry) => Buffer.from(entry))]);
}

/** How many of a module's imports are globals: they have the first numbers. */
function importedGlobals(reader) {
  let globals = 0;
  for (let left = reader.number(); left > 0; left -= 1) {
    reader.part();
    reader.part();
    const kind = reader.byte();
    if (kind === 0) reader.number();
    else if (kind === 3) {
      reader.skip(2);
      globals += 1;
    } else {
      if (kind === 1) reader.skip(1);
      const limits = reader.byte();
      reader.number();
      if (limits & 1) reader.number();
    }
  }
  return globals;
}

function meteredCode(reader, steps) {
  const one = Buffer.of(GLOBAL_GET, ...leb(steps), I64_CONST, 1, I64_ADD, GLOBAL_SET, ...leb(steps));
  const room = leb(steps + 1);
  // The length lies on top of the stack, and lies there again afterwards.
  const moved = Buffer.of(
    ...[GLOBAL_SET, ...room, GLOBAL_GET, ...leb(steps), GLOBAL_GET, ...room, I32_CONST, 3, I32_SHIFT, I64_FROM_U32, I64_ADD],
    ...[GLOBAL_SET, ...leb(steps), GLOBAL_GET, ...room],
  );
  const count = reader.number();
  const out = [Buffer.from(leb(count))];
  for (let left = count; left > 0; left -= 1) {
    const body = meteredBody(new Reader(reader.part()), { one, moved });
    out.push(Buffer.from(leb(body.length)), body);
  }
  return Buffer.concat(out);
}

/** One function's locals and instructions. */
function meteredBody(reader, { one, moved }) {
  const out = [];
  let from = 0;
  const insert = (at, what) => {
    out.push(reader.bytes.subarray(from, at), what);
    from = at;
  };
  for (let left = reader.number(); left > 0; left -= 1) {
    reader.number();
    reader.byte();
  }
  insert(reader.at, one);
  while (!reader.done) {
    const at = reader.at;
    const found = instruction(reader);
    if (found === 'loop') insert(reader.at, one);
    else if (found === 'move') insert(at, moved);
  }
  out.push(reader.bytes.subarray(from));
  return Buffer.concat(out);
}

/** What follows an instruction's code, for those with anything: numbers but where it says otherwise. */
const NUMBERS = new Map([
  ...[0x0c, 0x0d, 0x10, 0x12, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x3f, 0x40, 0x41, 0x42, 0xd0, 0xd2].map((code) => [code, 1]),
  ...[0x11, 0x13].map((code) => [code, 2]),
  // Blocks have a type.
  ...[0x02, 0x03, 0x04].map((code) => [code, 1]),
  ...Array.from({ length: 0x3e - 0x28 + 1 }, (_, at) => [0x28 + at, 2]),
]);
/** The same behind 0xFC. */
const MORE_NUMBERS = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1];
const [MEMORY_COPY, MEMORY_FILL, TABLE_COPY] = [10, 11, 14];

/** Reads one instruction: whether it is a loop, or moves as many bytes as the stack says. */
function instruction(reader) {
  const code = reader.byte();
  if (code === 0x43) reader.skip(4);
  else if (code === 0x44) reader.skip(8);
  else if (code === 0x0e) for (let left = reader.number() + 1; left > 0; left -= 1) reader.number();
  else if (code === 0x1c) reader.skip(reader.number());
  else if (code === 0xfc) {
    const more = reader.number();
    if (more >= MORE_NUMBERS.length) throw new Error(`unknown instruction 0xfc ${more}`);
    for (let left = MORE_NUMBERS[more]; left > 0; left -= 1) reader.number();
    if ([MEMORY_COPY, MEMORY_FILL, TABLE_COPY].includes(more)) return 'move';
  } else if (code === 0xfd) {
    vector(reader);
  } else {
    const numbers = NUMBERS.get(code);
    const plain = code <= 0x01 || code === 0x05 || code === END || code === 0x0f || code === 0x1a || code === 0x1b || code === 0xd1;
    if (numbers === undefined && !plain && (code < 0x45 || code > 0xc4)) throw new Error(`unknown instruction ${code}`);
    for (let left = numbers ?? 0; left > 0; left -= 1) reader.number();
  }
  return code === 0x03 ? 'loop' : undefined;
}

/** What follows the code of an instruction on vectors: an address, sixteen bytes, or the number of a lane. */
function vector(reader) {
  const code = reader.number();
  const lane = (code >= 21 && code <= 34) || (code >= 84 && code <= 91);
  if (code <= 11 || (code >= 84 && code <= 93)) {
    reader.number();
    reader.number();
  }
  if (code === 12 || code === 13) reader.skip(16);
  if (lane) reader.skip(1);
}

/** Reads bytes from front to back. */
class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  get done() {
    return this.at >= this.bytes.length;
  }

  byte() {
    this.at += 1;
    return this.bytes[this.at - 1];
  }

  skip(count) {
    this.at += count;
  }

  /** LEB128. Of signed and of long numbers only the length is of use here. */
  number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      if (shift < 35) value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }

  /** A length and so many bytes. */
  part() {
    const length = this.number();
    this.skip(length);
    return this.bytes.subarray(this.at - length, this.at);
  }
}

/** A number as LEB128. */
function leb(value) {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...leb(Math.floor(value / 128))];
}
