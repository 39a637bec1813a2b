import java.lang.classfile.ClassModel;

/** One kind of change to a class. */
interface ClassRewriting {

    /** Tells whether there is anything to do. */
    boolean concerns(ClassModel model);

    /** The class's new bytes. */
    byte[] rewrite(ClassModel model);
}
