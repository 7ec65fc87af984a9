/** Files that are written as a whole, directories that a process owns, temporary files and native libraries. */
package io.eyewitness.theory.file;
