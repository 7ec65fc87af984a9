/** The examination of evidence: the kernel and exact arithmetic check each piece; the producer's own statements do not count. */
package io.eyewitness.check.examine;
