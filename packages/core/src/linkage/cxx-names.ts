/** Whether C++ code uses the libraries of the compiler, which every link of C++ is given (facts a12, d12). */
import type { CProgram } from "../gopackages/index.js";

/** What libstdc++ does for certain: gcc leaves out `new` with its `delete`, and handlers of what cannot throw, but no `throw` (nm -u of such code, g++ 12.2 -O2). */
const RUNTIME = ["throw"];
/** An exception that a handler does not take passes on by _Unwind_Resume, which is in libgcc_s. */
const UNWINDING = ["throw", "catch"];

/** True where the code tells, false without C++; else null: such code may use nothing of the library. */
export function usesCxx(soname: string, { cxx }: CProgram): boolean | null {
  if (cxx.length === 0) return false;
  const operators = soname.startsWith("libgcc_s.") ? UNWINDING : RUNTIME;
  return cxx.some(({ references }) => operators.every((operator) => references.calls.has(operator))) ? true : null;
}

/** Headers whose inline code and templates call nothing of libm. */
const PLAIN_HEADER = /^(?:c?(?:assert|ctype|errno|limits|signal|stdarg|stdbool|stddef|stdint|stdio|stdlib|string)(?:\.h)?|(?:unistd|fcntl|pthread)\.h|sys\/\w+\.h|atomic|exception|fstream|initializer_list|ios|iosfwd|iostream|istream|iterator|limits|mutex|new|ostream|sstream|stdexcept|string|string_view|type_traits|typeinfo|utility|vector)$/;

/** Whether all headers that the code takes from elsewhere are such; its own have been read. */
export function plainCxx({ files }: CProgram): boolean {
  return files.every(({ includes }) => includes.every(({ path, quoted }) => quoted || PLAIN_HEADER.test(path)));
}
