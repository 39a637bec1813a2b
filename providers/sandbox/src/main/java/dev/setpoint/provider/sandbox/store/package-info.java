/** Content of the simulated cloud: documents by key, kept in one append-only file. */
@NullMarked
package dev.setpoint.provider.sandbox.store;

import org.jspecify.annotations.NullMarked;
