/** The examination of evidence: each piece is checked by the kernel and in exact arithmetic, whatever its producer says of it. */
package io.eyewitness.check.examine;
