/**
 * Documents as the commands read them, and topics as they print them. Read {@link org.polyad.topics.DocumentInput} first.
 */
package org.polyad.topics;
