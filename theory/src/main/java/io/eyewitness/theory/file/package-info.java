/** Directories of a process's own, which the next run clears away where the process was killed. */
package io.eyewitness.theory.file;
