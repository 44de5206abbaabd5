package twofold.verify.book;

/**
 * A named part of a source.
 *
 * @param first its first line, from 1; the marker stands above it
 * @param last its last line, included
 * @param text its lines without the indentation that all of them have
 */
record Region(String file, String name, int first, int last, String text) {}
