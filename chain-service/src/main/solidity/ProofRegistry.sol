// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Remembers when a SHA-256 was first seen, and who showed it.
contract ProofRegistry {
    struct Proof {
        uint64 blockNumber;
        uint64 time;
        address sender;
    }

    /// @param hash the SHA-256
    /// @param sender who anchored it
    /// @param time of the block, in seconds since 1970
    event Anchored(bytes32 indexed hash, address indexed sender, uint64 time);

    mapping(bytes32 => Proof) private proofs;

    /// @notice Anchors a hash. The first time counts; later ones change nothing.
    function anchor(bytes32 hash) external {
        if (proofs[hash].blockNumber != 0) {
            return;
        }
        proofs[hash] = Proof(uint64(block.number), uint64(block.timestamp), msg.sender);
        emit Anchored(hash, msg.sender, uint64(block.timestamp));
    }

    /// @return blockNumber of the anchor, 0 if there is none
    /// @return time of that block, in seconds since 1970
    /// @return sender who anchored it
    function proofOf(bytes32 hash) external view returns (uint64 blockNumber, uint64 time, address sender) {
        Proof storage proof = proofs[hash];
        return (proof.blockNumber, proof.time, proof.sender);
    }
}
