import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;

/** Raises classes in the format before Java 6 to Java 8's, which has stack maps: the AOT cache takes only such. */
record Modernization(ClassFile format) implements ClassRewriting {

    private static final int FIRST_WITH_STACK_MAPS = ClassFile.JAVA_6_VERSION;

    @Override
    public boolean concerns(ClassModel model) {
        return model.majorVersion() < FIRST_WITH_STACK_MAPS;
    }

    @Override
    public byte[] rewrite(ClassModel model) {
        ClassTransform version = (builder, element) -> {
            if (element instanceof ClassFileVersion) {
                builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
            } else {
                builder.with(element);
            }
        };
        // Passing each method's code through the builder is what makes its stack maps.
        return format.withOptions(StackMapsOption.GENERATE_STACK_MAPS).transformClass(
                model, version.andThen(ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)));
    }
}
