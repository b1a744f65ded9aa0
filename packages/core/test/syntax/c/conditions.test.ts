import { describe, expect, it } from "vitest";
import { conditionOf } from "../../../src/syntax/c/conditions.js";

describe("conditions of the preprocessor", () => {
  it.each([
    ["#ifdef __linux__", true],
    ["# ifndef _WIN32 // not Windows", true],
    ["#if defined(__APPLE__) || defined __FreeBSD__", false],
    ["#if defined(__linux__) && !defined(X)", null],
    ["#if defined(_WIN32) && X > 3", null],
    ["#elif (!defined(_MSC_VER) && defined(__GNUC__))", true],
    ["#if X || defined(__unix__)", true],
    ["#if 0", false],
    ["#if 1", true],
    ["#if __GNUC__ >= 4", null],
    ["#if defined(__linux__", null],
    ["#if", null],
    [`#if ${"(".repeat(100_000)}`, null],
  ] as const)("%s", (text, value) => {
    expect(conditionOf(text)).toBe(value);
  });
});
