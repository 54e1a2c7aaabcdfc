/**
 * The setup of files of tests that leave the settings alone: they run in one process, one after the other, with the
 * modules that the first of them loaded and with one database (api.ts), because loading is most of what a short file
 * takes. Each works with tenants of its own.
 */
import { processOfTests } from "./process-of-tests.ts";

processOfTests.commonDatabase ??= { made: null };
