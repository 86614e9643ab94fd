package dev.apk8s.warehouse.table;

import org.springframework.http.HttpStatus;

import dev.apk8s.platform.problem.ErrorCode;

/** Why files do not become a table. */
enum TableError implements ErrorCode {
    TABLE_EXISTS(HttpStatus.CONFLICT, "There is a table of this name already"),
    TABLE_FILES_DO_NOT_FIT(HttpStatus.UNPROCESSABLE_CONTENT, "Files do not fit the table's columns"),
    TABLE_HAS_NO_FILES(HttpStatus.UNPROCESSABLE_CONTENT, "There is nothing under the prefix to make a table of");

    private final HttpStatus status;
    private final String title;

    TableError(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public HttpStatus status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
