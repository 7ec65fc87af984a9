/** Bundles of evidence: the directory on disk, the manifest, and the check of a bundle. */
package io.eyewitness.check.bundle;
