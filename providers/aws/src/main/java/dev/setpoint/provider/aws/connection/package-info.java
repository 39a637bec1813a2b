/** Settings, credentials, regions, endpoints and HTTP: everything that an SDK client is made from. */
@NullMarked
package dev.setpoint.provider.aws.connection;

import org.jspecify.annotations.NullMarked;
