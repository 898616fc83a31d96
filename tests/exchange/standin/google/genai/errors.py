class APIError(Exception):
    def __init__(self, code, text):
        super().__init__(f"{code} {text}")
        self.code = code
