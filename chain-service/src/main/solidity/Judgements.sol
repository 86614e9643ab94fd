// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title A ledger of what models judged of devices' events: each event once.
contract Judgements {
    /// @param scoreMillis the score in thousandths
    event Judged(string device, string eventId, int256 scoreMillis, string action);

    mapping(bytes32 => bool) private judged;
    uint256 public count;

    /// @notice Records a judgement, and tells of it. One that is recorded already changes nothing.
    function record(string calldata device, string calldata eventId, int256 scoreMillis, string calldata action) external {
        bytes32 key = keccak256(bytes(eventId));
        if (judged[key]) {
            return;
        }
        judged[key] = true;
        count++;
        emit Judged(device, eventId, scoreMillis, action);
    }

    /// @return whether an event's judgement is recorded
    function isJudged(string calldata eventId) external view returns (bool) {
        return judged[keccak256(bytes(eventId))];
    }
}
