package dev.apk8s.chain.contract;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.apk8s.chain.relay.AddressBook;
import dev.apk8s.chain.relay.Mined;
import dev.apk8s.chain.relay.State;
import dev.apk8s.chain.relay.Transaction;
import dev.apk8s.chain.relay.Transactions;
import dev.apk8s.platform.problem.ProblemException;
import dev.apk8s.platform.table.EventTable;
import dev.apk8s.platform.table.Revisioned;
import dev.apk8s.platform.table.TableConflictException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** All contracts, by tenant and name. */
@Component
public final class Contracts implements AddressBook {
    private static final Logger log = LoggerFactory.getLogger(Contracts.class);
    private static final int READ_INTERFACES = 200;

    private final EventTable<Contract> records;
    private final Transactions transactions;
    private final JsonMapper json;
    private final Cache<String, Abi> interfaces = Caffeine.newBuilder().maximumSize(READ_INTERFACES).build();

    Contracts(EventTable<Contract> contractRecords, Transactions transactions, JsonMapper json) {
        this.records = contractRecords;
        this.transactions = transactions;
        this.json = json;
    }

    /**
     * A contract and where it is.
     *
     * @param block from which on it has events
     */
    public record Place(Contract contract, String address, long block) {}

    @Override
    public Optional<String> find(String tenant, String contract) {
        return get(tenant, contract).flatMap(this::place).map(Place::address);
    }

    Optional<Contract> get(String tenant, String name) {
        return records.get(Contract.key(tenant, name));
    }

    Contract require(String tenant, String name) {
        return get(tenant, name).orElseThrow(() -> new ProblemException(ContractError.NO_SUCH_CONTRACT,
                "GET /api/v1/chain/contracts lists those that there are."));
    }

    List<Contract> of(String tenant) {
        return all().filter(contract -> contract.tenant().equals(tenant)).toList();
    }

    /** Those that are on the chain. */
    public List<Place> placed() {
        return all().flatMap(contract -> place(contract).stream()).toList();
    }

    private Stream<Contract> all() {
        return records.after(null).values().stream().map(Revisioned::value);
    }

    /** Where it is: for as long as a reorganisation may move it, by its transaction. */
    Optional<Place> place(Contract contract) {
        String address = contract.address();
        if (address != null) {
            return Optional.of(new Place(contract, address, contract.block()));
        }
        return deployment(contract).map(Transaction::mined).filter(Mined::success)
                .flatMap(mined -> Optional.ofNullable(mined.contract())
                        .map(made -> new Place(contract, made, mined.block())));
    }

    Optional<Transaction> deployment(Contract contract) {
        return Optional.ofNullable(contract.deployment()).flatMap(id -> transactions.find(contract.tenant(), id));
    }

    Abi abi(Contract contract) {
        return interfaces.get(contract.abi(), text -> Abi.of("abi", json.readTree(text)));
    }

    void add(Contract contract) {
        if (records.isFull()) {
            throw new ProblemException(ContractError.TOO_MANY_CONTRACTS, "There are " + records.maxEntries() + ".");
        }
        try {
            records.create(contract.key(), contract);
        } catch (TableConflictException other) {
            throw new ProblemException(ContractError.CONTRACT_EXISTS, "Choose another name.", other);
        }
    }

    /** Makes room for another try where a deployment failed. */
    void removeFailed(Contract contract) {
        boolean failed = contract.address() == null
                && deployment(contract).map(of -> of.state() == State.FAILED || of.state() == State.REPLACED)
                        .orElse(false);
        if (failed) {
            records.find(contract.key()).ifPresent(current -> records.delete(contract.key(), current.revision()));
        }
    }

    /** Those whose deployment has become final, and whose address is not kept yet. */
    public List<Place> newlyFinal() {
        return all().filter(contract -> contract.address() == null)
                .filter(contract -> deployment(contract).filter(of -> of.state() == State.CONFIRMED).isPresent())
                .flatMap(contract -> place(contract).stream()).toList();
    }

    /** Keeps an address that is final. */
    public void keep(Place place) {
        String key = place.contract().key();
        records.find(key).filter(current -> current.value().equals(place.contract())).ifPresent(current -> {
            try {
                records.replace(key, current.value().at(place.address(), place.block()), current.revision());
            } catch (TableConflictException other) {
                log.debug("Another replica kept the address first", other);
            }
        });
    }
}
