/** Ids: the published TypeID vectors, order by time, and ids that follow from others. */
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  buildUuid7,
  decodeAttemptId,
  decodeId,
  deliveryUuid,
  encodeAttemptId,
  encodeId,
  firstUuidAt,
  idPrefix,
  uuidTimeMs,
} from "#webhooks/id";

const EVENT = "01890a5d-ac96-774b-bcce-b302099a8057";

/** https://github.com/jetify-com/typeid/blob/main/spec/valid.yml */
const SPECIFICATION_VECTORS = [
  ["00000000000000000000000000", "00000000-0000-0000-0000-000000000000"],
  ["00000000000000000000000001", "00000000-0000-0000-0000-000000000001"],
  ["0000000000000000000000000a", "00000000-0000-0000-0000-00000000000a"],
  ["0000000000000000000000000g", "00000000-0000-0000-0000-000000000010"],
  ["00000000000000000000000010", "00000000-0000-0000-0000-000000000020"],
  ["7zzzzzzzzzzzzzzzzzzzzzzzzz", "ffffffff-ffff-ffff-ffff-ffffffffffff"],
  ["0123456789abcdefghjkmnpqrs", "0110c853-1d09-52d8-d73e-1194e95b5f19"],
  ["01h455vb4pex5vsknk084sn02q", EVENT],
] as const;

test.each(SPECIFICATION_VECTORS)("%s is the TypeID of %s", (suffix, uuid) => {
  expect(encodeId("evt", uuid)).toBe(`evt_${suffix}`);
  expect(decodeId("evt", `evt_${suffix}`)).toBe(uuid);
});

test("every UUID comes back from its public id, and ids sort as their UUIDs do", () => {
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), (a, b) => {
      expect(decodeId("dlv", encodeId("dlv", a))).toBe(a);
      expect(encodeId("dlv", a) < encodeId("dlv", b)).toBe(a < b);
    }),
  );
});

test.each([
  ["another prefix", "sub_01h455vb4pex5vsknk084sn02q"],
  ["upper case", "EVT_01H455VB4PEX5VSKNK084SN02Q"],
  ["an upper-case suffix", "evt_01H455VB4PEX5VSKNK084SN02Q"],
  ["a bare UUID", EVENT],
  ["a letter outside the alphabet", "evt_01h455vb4pex5vsknk084sn02l"],
  ["more than 128 bits", "evt_8zzzzzzzzzzzzzzzzzzzzzzzzz"],
  ["a character too few", "evt_01h455vb4pex5vsknk084sn02"],
  ["a character too many", "evt_01h455vb4pex5vsknk084sn02q0"],
  ["white space", " evt_01h455vb4pex5vsknk084sn02q"],
  ["a line break at the end", "evt_01h455vb4pex5vsknk084sn02q\n"],
  ["nothing", ""],
])("%s is no event id", (_what, text) => {
  expect(decodeId("evt", text)).toBeNull();
});

test("no text makes decoding throw", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary" })), (text) => {
      expect(decodeId("int", text)).toBeNull();
      expect(decodeAttemptId(text)).toBeNull();
      expect(idPrefix(text)).toBeNull();
    }),
  );
});

describe("attempts", () => {
  test.each([
    [1, "01"],
    [31, "0z"],
    [32, "10"],
    [1023, "zz"],
    [1024, "100"],
  ])("attempt %i of a delivery ends in %s", (number, digits) => {
    const id = encodeAttemptId(EVENT, number);
    expect(id).toBe(`att_01h455vb4pex5vsknk084sn02q${digits}`);
    expect(decodeAttemptId(id)).toEqual({ deliveryId: EVENT, number });
  });

  test.each([
    "att_01h455vb4pex5vsknk084sn02q",
    "att_01h455vb4pex5vsknk084sn02q00",
    "att_01h455vb4pex5vsknk084sn02q001",
  ])("%s is no attempt's id", (text) => expect(decodeAttemptId(text)).toBeNull());
});

test.each([
  ["evt_01h455vb4pex5vsknk084sn02q", "evt"],
  ["rcv_01h455vb4pex5vsknk084sn02q", "rcv"],
  ["ntf_01h455vb4pex5vsknk084sn02q", "ntf"],
  ["att_01h455vb4pex5vsknk084sn02q01", "att"],
  ["xyz_01h455vb4pex5vsknk084sn02q", null],
  ["evt_", null],
])("%s names %s", (text, prefix) => {
  expect(idPrefix(text)).toBe(prefix);
});

describe("built ids", () => {
  const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  const arbitraryMs = fc.integer({ min: 0, max: 2 ** 48 - 2 });
  const arbitraryBytes = fc.uint8Array({ minLength: 8, maxLength: 8 });

  it("are UUIDs of version 7 that carry their time", () => {
    fc.assert(
      fc.property(arbitraryMs, fc.nat(4095), arbitraryBytes, (ms, counter, random) => {
        const uuid = buildUuid7(ms, counter, random);
        expect(uuid).toMatch(UUID_V7);
        expect(uuidTimeMs(uuid)).toBe(ms);
        expect(uuid >= firstUuidAt(ms) && uuid < firstUuidAt(ms + 1)).toBe(true);
      }),
    );
  });

  it("sort by time, then by counter, whatever is random", () => {
    fc.assert(
      fc.property(arbitraryMs, fc.nat(4094), arbitraryBytes, arbitraryBytes, (ms, counter, one, other) => {
        expect(buildUuid7(ms, counter, one) < buildUuid7(ms, counter + 1, other)).toBe(true);
        expect(buildUuid7(ms, 4095, one) < buildUuid7(ms + 1, 0, other)).toBe(true);
      }),
    );
  });

  it("keep all 62 random bits", () => {
    const random = Uint8Array.from([0xff, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef]);
    expect(buildUuid7(0, 0, random)).toBe("00000000-0000-7000-bf23-456789abcdef");
  });
});

describe("a delivery's id", () => {
  const [INTEGRATION, SUBSCRIPTION] = ["11111111-2222-7333-8444-555555555555", "66666666-7777-7888-9999-000000000000"];

  it("is the same for the same event, integration and subscription, in every version of the product", () => {
    expect(deliveryUuid(EVENT, INTEGRATION, SUBSCRIPTION)).toBe("01890a5d-ac96-774b-b966-a17067ef5d84");
    expect(deliveryUuid(EVENT, null, SUBSCRIPTION)).toBe("01890a5d-ac96-774b-aede-e06ebc2378dc");
  });

  it("is a UUIDv7 with the time of the event", () => {
    fc.assert(
      fc.property(fc.uuid({ version: 7 }), fc.option(fc.uuid()), fc.uuid(), (event, integration, subscription) => {
        const id = deliveryUuid(event, integration, subscription);
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(uuidTimeMs(id)).toBe(uuidTimeMs(event));
      }),
    );
  });

  it("differs when any of the three does", () => {
    const ids = [
      deliveryUuid(EVENT, INTEGRATION, SUBSCRIPTION),
      deliveryUuid(EVENT, null, SUBSCRIPTION),
      deliveryUuid(EVENT, SUBSCRIPTION, INTEGRATION),
      deliveryUuid(EVENT, INTEGRATION, INTEGRATION),
      deliveryUuid(EVENT.replace("774b", "774c"), INTEGRATION, SUBSCRIPTION),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
});
