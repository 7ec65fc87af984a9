/**
 * Experiments on networks: a subject, a protocol, and a result whose measurements may be evidence. The experiments themselves are in {@code
 * distill}, {@code paths}, {@code defend} and {@code fool}.
 */
package io.eyewitness.nn.experiment;
