#include "http/detail/pipe.h"

#include <utility>

namespace entente::http::detail {
namespace {

class PipeReader final : public BodyReader {
public:
    explicit PipeReader(std::shared_ptr<Pipe> pipe) : pipe_(std::move(pipe)) {}

    Result<Bytes> next() override { return pipe_->read(); }

private:
    std::shared_ptr<Pipe> pipe_;
};

class PipeWriter final : public ChunkWriter {
public:
    explicit PipeWriter(std::shared_ptr<Pipe> pipe) : pipe_(std::move(pipe)) {}

    Result<void> write(ByteView bytes) override { return pipe_->write(bytes); }

private:
    std::shared_ptr<Pipe> pipe_;
};

}  // namespace

Pipe::Pipe(std::size_t bytes_max, std::function<void()> on_change)
    : bytes_max_(bytes_max), on_change_(std::move(on_change)) {}

bool Pipe::has_room_locked() const {
    return is_abandoned_ || bytes_.size() < bytes_max_;
}

bool Pipe::has_room() const {
    const std::scoped_lock lock(mutex_);
    return has_room_locked();
}

Result<void> Pipe::write(ByteView bytes) {
    {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return has_room_locked(); });
        if (is_abandoned_) {
            return fail(ErrorKind::unavailable, "the other side went away", "connection",
                        "connect again");
        }
        bytes_.append(bytes);
        changed_.notify_all();
    }
    on_change_();
    return {};
}

Result<Bytes> Pipe::read() {
    Bytes bytes;
    {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return is_ended_ || !bytes_.empty(); });
        if (bytes_.empty() && error_) return std::unexpected(*error_);
        bytes = std::exchange(bytes_, {});
        changed_.notify_all();
    }
    on_change_();
    return bytes;
}

void Pipe::push(ByteView bytes) {
    const std::scoped_lock lock(mutex_);
    if (!is_abandoned_) bytes_.append(bytes);
    changed_.notify_all();
}

Pipe::Taken Pipe::take() {
    const std::scoped_lock lock(mutex_);
    changed_.notify_all();
    return {.bytes = std::exchange(bytes_, {}), .is_ended = is_ended_, .error = error_};
}

void Pipe::end(std::optional<Error> error) {
    {
        const std::scoped_lock lock(mutex_);
        if (is_ended_) return;
        is_ended_ = true;
        error_ = std::move(error);
        changed_.notify_all();
    }
    on_change_();
}

void Pipe::finish() {
    end(std::nullopt);
}

void Pipe::fail_with(Error error) {
    end(std::move(error));
}

void Pipe::abandon() {
    {
        const std::scoped_lock lock(mutex_);
        is_abandoned_ = true;
        bytes_.clear();
        changed_.notify_all();
    }
    on_change_();
}

std::shared_ptr<BodyReader> make_body_reader(std::shared_ptr<Pipe> pipe) {
    return std::make_shared<PipeReader>(std::move(pipe));
}

std::unique_ptr<ChunkWriter> make_chunk_writer(std::shared_ptr<Pipe> pipe) {
    return std::make_unique<PipeWriter>(std::move(pipe));
}

}  // namespace entente::http::detail
