/** Evidence on disk: a run that produces it, the directory where it is kept. */
package io.eyewitness.check.bundle;
