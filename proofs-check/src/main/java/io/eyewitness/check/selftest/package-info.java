/** The mutation campaign: corrupted bundles and kernel inputs, each of which must be rejected or be harmless. */
package io.eyewitness.check.selftest;
