package dev.apk8s.chain.contract;

import dev.apk8s.platform.problem.ErrorCode;
import org.springframework.http.HttpStatus;

/** What can go wrong with contracts. */
public enum ContractError implements ErrorCode {
    NO_SUCH_CONTRACT(HttpStatus.NOT_FOUND, "There is no such contract"),
    NO_SUCH_METHOD(HttpStatus.NOT_FOUND, "The contract has no such method"),
    CONTRACT_EXISTS(HttpStatus.CONFLICT, "There is a contract of this name"),
    CONTRACT_NOT_DEPLOYED(HttpStatus.CONFLICT, "The contract is not on the chain yet"),
    TOO_MANY_CONTRACTS(HttpStatus.CONFLICT, "No more contracts can be kept"),
    CALL_REVERTED(HttpStatus.UNPROCESSABLE_CONTENT, "The contract refused the call");

    private final HttpStatus status;
    private final String title;

    ContractError(HttpStatus status, String title) {
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
