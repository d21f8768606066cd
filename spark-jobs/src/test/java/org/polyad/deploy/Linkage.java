package org.polyad.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.apache.xbean.asm9.ClassReader;
import org.apache.xbean.asm9.Type;

/**
 * Whether a jar finds, among the libraries of the class path it is run with, every class, method and field that its classes name. A
 * call that an older Spark lacks would else be found by the one run that makes it. Its main, with the jar; run by deploy/platforms.
 */
public final class Linkage {
    private static final int FIELD = 9;
    private static final int INTERFACE_METHOD = 11;

    private final Set<String> missing = new TreeSet<>();
    private final Set<String> seen = new HashSet<>();

    private Linkage() {}

    public static void main(String[] arguments) throws IOException {
        Linkage linkage = new Linkage();
        try (JarFile jar = new JarFile(arguments[0])) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (entry.getName().endsWith(".class")) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        linkage.check(new ClassReader(in));
                    }
                }
            }
        }
        linkage.missing.forEach(System.out::println);
        System.out.println(linkage.seen.size() + " references, " + linkage.missing.size() + " missing");
        System.exit(linkage.missing.isEmpty() ? 0 : 1);
    }

    /** Looks up what the constants of a class name, other than our own and Java's. */
    private void check(ClassReader reader) {
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            int tag = at == 0 ? 0 : reader.readByte(at - 1);
            if (tag < FIELD || tag > INTERFACE_METHOD) {
                continue;
            }
            String owner = reader.readClass(at, buffer).replace('/', '.');
            if (owner.startsWith("[") || owner.startsWith("java") || owner.startsWith("org.polyad.")) {
                continue;
            }
            int member = reader.getItem(reader.readUnsignedShort(at + 2));
            String name = reader.readUTF8(member, buffer);
            String descriptor = reader.readUTF8(member + 2, buffer);
            String reference = owner + "." + name + " " + descriptor;
            if (seen.add(reference) && !exists(owner, name, descriptor)) {
                missing.add(reader.getClassName() + " -> " + reference);
            }
        }
    }

    private static boolean exists(String owner, String name, String descriptor) {
        try {
            Deque<Class<?>> open = new ArrayDeque<>();
            open.add(Class.forName(owner, false, Linkage.class.getClassLoader()));
            while (!open.isEmpty()) {
                Class<?> type = open.remove();
                if (declares(type, name, descriptor)) {
                    return true;
                }
                open.addAll(Arrays.asList(type.getInterfaces()));
                if (type.getSuperclass() != null) {
                    open.add(type.getSuperclass());
                } else if (type.isInterface()) {
                    open.add(Object.class);
                }
            }
            return false;
        } catch (ClassNotFoundException | NoClassDefFoundError e) {
            return false;
        }
    }

    private static boolean declares(Class<?> type, String name, String descriptor) {
        if (!descriptor.startsWith("(")) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)
                        && Type.getDescriptor(field.getType()).equals(descriptor)) {
                    return true;
                }
            }
            return false;
        }
        Executable[] members = name.equals("<init>") ? type.getDeclaredConstructors() : type.getDeclaredMethods();
        for (Executable member : members) {
            String found = member instanceof Method method
                    ? Type.getMethodDescriptor(method)
                    : Type.getConstructorDescriptor((Constructor<?>) member);
            if (found.equals(descriptor)
                    && (name.equals("<init>") || member.getName().equals(name))) {
                return true;
            }
        }
        return false;
    }
}
