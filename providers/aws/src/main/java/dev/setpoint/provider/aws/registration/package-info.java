/** Registration of types by service: the classes that belong to a type, by its name. */
@NullMarked
package dev.setpoint.provider.aws.registration;

import org.jspecify.annotations.NullMarked;
